-- What of the union ledger could not be used.
with rows as (
    select * from clean.union_row
),

build as (
    select as_of from raw.build
),

found as (
    select file_id, sheet, row, 'union_name' as column_name, host_name_written as value, 'name_missing' as reason_code, 'row' as severity
    from rows where union_bare_name is null
    union all
    select file_id, sheet, row, 'union_name', union_name, 'contradicts_other_row', 'row'
    from clean.union_again join rows using (row_key) where place > 1 and reason = 'contradicts_other_row'
    union all
    select file_id, sheet, row, 'union_code', union_code_as_written, 'code_wrong_check_digit', 'cell' from rows where union_code_wrong
    union all
    select file_id, sheet, row, 'union_code', union_code_as_written, 'code_of_several_unions', 'cell'
    from clean.union_identity join rows using (row_key) where code_is_shared
    union all
    select file_id, sheet, row, 'host_code', coalesce(host_code_as_written, union_code_as_written), 'code_' || host_code_status, 'cell'
    from rows where host_code_status not in ('valid', 'missing')
    union all
    select file_id, sheet, row, 'host_code', host_code_as_written, 'two_host_codes', 'cell' from rows where two_host_codes
    union all
    select file_id, sheet, row, 'established_on', established_written,
        case when established_on > as_of then 'date_in_future' else 'not_a_date' end, 'cell'
    from rows, build where established_written is not null and (established_on is null or established_on > as_of)
    union all
    select file_id, sheet, row, 'term_start', term_start_written,
        case when term_start > as_of then 'date_in_future' else 'not_a_date' end, 'cell'
    from rows, build where term_start_written is not null and (term_start is null or term_start > as_of)
    union all
    select file_id, sheet, row, 'members', members_written, 'not_a_count', 'cell'
    from rows where blank_to_null(members_written) is not null and members is null
    union all
    select file_id, sheet, row, 'employees', employees_written, 'not_a_count', 'cell'
    from rows where blank_to_null(employees_written) is not null and employees is null
    union all
    select file_id, sheet, row, 'members', members_written, 'members_exceed_employees', 'cell' from rows where members > employees * 1.1
    union all
    select file_id, sheet, row, 'status', status_written, 'unknown_word', 'cell' from rows where status = 'unknown'
    union all
    select file_id, sheet, row, 'union_type', union_type_written, 'unknown_word', 'cell'
    from rows where union_type_written is not null and word_union_type_written(union_type_written) is null
    union all
    select r.file_id, r.sheet, r.row, 'township', r.township_written, 'unknown_township', 'cell'
    from clean.union as u join rows as r using (row_key) where u.township_name is null and r.township_written is not null
)

select 'union_ledger' as source_kind, file_id, sheet, row, column_name, value, reason_code, severity from found
