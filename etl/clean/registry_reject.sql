-- What of the registry could not be used: rows nobody can be told from, rows that contradict another, and cells.
with rows as (
    select * from clean.registry_row
),

build as (
    select as_of from raw.build
),

found as (
    select file_id, sheet, row, 'name' as column_name, credit_code_as_written as value, 'name_missing' as reason_code, 'row' as severity
    from rows where bare_name is null
    union all
    select file_id, sheet, row, 'name', name, 'contradicts_other_row', 'row'
    from clean.registry_again join rows using (row_key) where not identical
    union all
    select file_id, sheet, row, 'credit_code', credit_code_as_written, 'code_' || credit_code_status, 'cell'
    from rows where credit_code_status not in ('valid', 'missing') and bare_name is not null
    union all
    select file_id, sheet, row, 'established_on', established_written,
        case when established_on > as_of then 'date_in_future' else 'not_a_date' end, 'cell'
    from rows, build where established_written is not null and (established_on is null or established_on > as_of)
    union all
    select file_id, sheet, row, 'closed_on', closed_written,
        case when closed_on > as_of then 'date_in_future' else 'not_a_date' end, 'cell'
    from rows, build where closed_written is not null and (closed_on is null or closed_on > as_of)
    union all
    select file_id, sheet, row, 'status', status_written, 'unknown_word', 'cell'
    from rows where status_written is not null and registration_status = 'unknown'
    union all
    select file_id, sheet, row, 'industry_code', industry_written, 'unknown_industry', 'cell'
    from rows where industry_written is not null and industry_section is null
    union all
    select file_id, sheet, row, 'industry_code', industry_written, 'industry_contradicts_itself', 'cell'
    from rows where industry_contradicts
    union all
    select file_id, sheet, row, 'registered_capital', capital_written, 'capital_without_unit', 'cell'
    from rows where capital_written is not null and registered_capital_10k is null
    union all
    select file_id, sheet, row, 'closed_on', closed_written, 'closed_but_active', 'cell'
    from rows, build where closed_on <= as_of and registration_status = 'active'
)

select 'enterprise_registry' as source_kind, file_id, sheet, row, column_name, value, reason_code, severity from found
