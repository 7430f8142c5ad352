-- One row per union of the ledger, of every type and status. township_name is the ledger's township under its present
-- name (NULL where it names none that is known). Founding dates after the build's date are not believed (NULL).
select
    again.union_id,
    case when i.code_is_shared then null else r.union_code end as union_code,
    r.union_name, r.union_bare_name, r.union_type,
    r.union_type in ('own', 'joint') and r.status <> 'preparatory' as is_base_union,
    r.status,
    r.host_code, r.host_code_as_written, r.host_code_status, r.bare_name as host_bare_name, r.host_name_written, r.host_name_derived, r.host_sector,
    alias.township_name,
    r.township_written,
    case when r.established_on <= as_of then r.established_on end as established_on,
    case when r.term_start <= as_of then r.term_start end as term_start,
    r.members, r.female_members, r.employees, r.verified_on,
    r.file_id, r.sheet, r.row, r.row_key
from clean.union_again as again
join clean.union_row as r using (row_key)
join clean.union_identity as i using (row_key)
cross join raw.build
left join (select alias, min(township_name) as township_name from clean.township_alias group by alias having count(distinct township_name) = 1) as alias
    on alias.alias = regexp_replace(r.township_written, '^.*(县|区|市)', '')
where again.place = 1
