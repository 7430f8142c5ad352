-- One row per union of the ledger, of every type and status. township_name is the ledger's township under its present
-- name (NULL where it names none that is known). Founding dates after the build's date are not believed (NULL).
with host_rows as (
    -- what a newer row leaves out of the host, an older row of the same union still tells
    select again.union_id, min_by(r.row_key, again.place) as row_key
    from clean.union_again as again
    join clean.union_row as r using (row_key)
    where r.host_code is not null or r.host_name_written is not null
    group by again.union_id
)

select
    again.union_id,
    case when starts_with(again.union_id, 'U-') then substr(again.union_id, 3) end as union_code,
    r.union_name, r.union_bare_name, r.union_type,
    r.union_type in ('own', 'joint') and r.status <> 'preparatory' as is_base_union,
    r.status,
    host.host_code, host.host_code_as_written, host.host_code_status, host.bare_name as host_bare_name, host.host_name_written,
    host.host_name_derived, coalesce(r.host_sector, host.host_sector) as host_sector,
    named.township_name,
    r.township_written,
    case when r.established_on <= as_of then r.established_on end as established_on,
    case when r.term_start <= as_of then r.term_start end as term_start,
    r.members, r.female_members, r.employees, r.verified_on,
    r.file_id, r.sheet, r.row, r.row_key
from clean.union_again as again
join clean.union_row as r using (row_key)
left join host_rows on host_rows.union_id = again.union_id
join clean.union_row as host on host.row_key = coalesce(host_rows.row_key, r.row_key)
cross join raw.build
left join clean.named_township as named on named.alias = r.township_written
where again.place = 1
