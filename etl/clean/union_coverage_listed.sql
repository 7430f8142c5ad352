-- One row per row of a list whose union is in the ledger. enterprise_id is NULL where the entity
-- cannot be told. A row whose end date cannot be read says nothing certain and is refused.
with by_code as (
    select key as union_code, union_id from clean.union_key where unions = 1
),

by_name as (
    select key as union_bare_name, union_id from clean.union_key where unions = 1
)

select
    coalesce(by_code.union_id, by_name.union_id) as union_id,
    m.enterprise_id, c.covered_from, c.covered_to,
    c.file_id, c.sheet, c.row, c.row_key
from clean.union_coverage_row as c
left join by_code using (union_code)
left join by_name using (union_bare_name)
left join clean.mention as m on m.code is not distinct from c.code and m.bare_name is not distinct from c.bare_name
where coalesce(by_code.union_id, by_name.union_id) is not null
    and (by_code.union_id is null or by_name.union_id is null or by_code.union_id = by_name.union_id)
    and (c.code is not null or c.bare_name is not null)
    and not (c.covered_to is null and c.covered_to_written is not null)
