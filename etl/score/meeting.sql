-- One row per meeting or activity of a scored union, with the grade that its evidence is worth: as told, else C with a
-- reference or an attachment, else D. What several unions show together is a tick, unless an outside system has it.
with doubts as (
    select file_id, sheet, row, bool_or(signal in ('same_attachment', 'same_text')) as is_void, bool_or(signal = 'december') as is_doubted
    from score.signal_union where source_kind = 'union_meeting' group by all
),

told as (
    select
        m.union_id, m.kind, m.held_on, m.participants, m.file_id, m.sheet, m.row,
        coalesce(m.evidence_grade, case when coalesce(m.evidence_reference, m.attachment_sha256) is not null then 'C' else 'D' end) as grade
    from score.union_meeting as m
    semi join score.scored_union using (union_id)
)

select
    told.union_id, told.kind, told.held_on, told.participants, told.file_id, told.sheet, told.row,
    case when doubts.is_void and told.grade <> 'A' then 'D' else doubted(told.grade, coalesce(doubts.is_doubted, false)) end as grade
from told
left join doubts using (file_id, sheet, row)
