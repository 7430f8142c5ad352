-- One row per applied correction: where it stands, what stood there, what counts now, why, by whom, when. column_name
-- NULL: the whole row was taken out. Names of persons and telephone numbers are masked; the ids are NULL where the row
-- is not kept, or of nobody known.
with rows as (
    select 'enterprise_registry' as source_kind, file_id, sheet, row, enterprise_id, null::varchar as union_id from clean.enterprise
    union all
    select 'headcount', file_id, sheet, row, enterprise_id, null from clean.headcount
    union all
    select 'above_scale_list', file_id, sheet, row, enterprise_id, null from clean.above_scale
    union all
    select 'union_ledger', file_id, sheet, row, null, union_id from clean."union"
    union all
    select 'union_coverage', file_id, sheet, row, enterprise_id, union_id from clean.union_coverage
    union all
    select source_kind, file_id, sheet, row, enterprise_id, union_id from clean.event_subject
),

sources as (
    select file_id, any_value(file) as file from raw.source_file group by file_id
),

corrections as (
    select *, coalesce(column_name in ('legal_representative', 'chair_name', 'verified_by', 'surveyed_by'), false) as names_a_person
    from raw.correction
)

select
    c.id, c.action, c.source_kind, sources.file, c.sheet, c.row, c.column_name,
    case when names_a_person then left(c.old, 1) || '**' else mask_personal(c.old) end as old,
    case when names_a_person then left(c.new, 1) || '**' else mask_personal(c.new) end as new,
    mask_personal(c.reason) as reason, c.who, c.decided_on, coalesce(e.kept_id, rows.enterprise_id) as enterprise_id, coalesce(m.kept_id, rows.union_id) as union_id
from corrections as c
left join sources using (file_id)
left join rows on rows.source_kind = c.source_kind and rows.file_id = c.file_id and rows.sheet = c.sheet and rows.row = c.row
left join link.merged as e on e.old_id = rows.enterprise_id
left join link.merged as m on m.old_id = rows.union_id
order by c.decided_on desc, c.id
