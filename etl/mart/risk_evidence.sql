-- One row per scored union, indicator and row of a source behind it; telephone numbers are masked.
with sources as (
    select file_id, any_value(file) as file from raw.source_file group by file_id
)

select e.union_id, e.indicator, e.source_kind, sources.file as source_file, e.sheet, e.row, e.grade, mask_personal(e.value) as value
from score.risk_evidence as e
left join sources using (file_id)
order by e.union_id, e.indicator, sources.file, e.sheet, e.row
