-- What of the coverage lists could not be used; a covered entity that cannot be told is named, its row is kept.
with found as (
    select
        file_id, sheet, row,
        case when code is null and bare_name is null then 'host_name'
             when covered_to is null and covered_to_written is not null then 'covered_to' else 'union_name' end as column_name,
        case when covered_to is null and covered_to_written is not null then covered_to_written
             else coalesce(union_bare_name, union_code) end as value,
        case when code is null and bare_name is null then 'name_missing'
             when covered_to is null and covered_to_written is not null then 'not_a_date'
             else 'union_not_in_ledger' end as reason_code,
        'row' as severity
    from clean.union_coverage_row anti join clean.union_coverage_listed using (row_key)
    union all
    select r.file_id, r.sheet, r.row, 'covered_to', r.covered_to_written, 'contradicts_other_row', 'row'
    from clean.union_coverage_listed as l
    join clean.union_coverage_row as r using (row_key)
    join clean.union_coverage as c on c.union_id = l.union_id and c.enterprise_id = l.enterprise_id
        and c.covered_from is not distinct from l.covered_from and c.covered_to is distinct from l.covered_to
    union all
    select r.file_id, r.sheet, r.row, 'host_name', coalesce(r.bare_name, r.code), 'not_in_registry', 'cell'
    from clean.union_coverage_row as r join clean.union_coverage as c using (row_key) where c.enterprise_id is null
    union all
    select file_id, sheet, row, 'covered_from', covered_from_written, 'not_a_date', 'cell'
    from clean.union_coverage_row where covered_from is null and covered_from_written is not null
)

select 'union_coverage' as source_kind, file_id, sheet, row, column_name, value, reason_code, severity from found
