-- What of the above-scale list could not be used; an entity that the registry lacks is named, its row is kept.
with found as (
    select file_id, sheet, row, 'credit_code' as column_name, code as value,
        case when code is null and bare_name is null then 'name_missing' else 'code_and_name_disagree' end as reason_code, 'row' as severity
    from clean.above_scale_row anti join clean.above_scale using (row_key)
    union all
    select r.file_id, r.sheet, r.row, 'name', coalesce(r.bare_name, r.code), 'not_in_registry', 'cell'
    from clean.above_scale_row as r join clean.above_scale as a using (row_key) where a.enterprise_id is null
    union all
    select file_id, sheet, row, 'listed_from', listed_from_written, 'not_a_date', 'cell'
    from clean.above_scale_row where listed_from is null and listed_from_written is not null
    union all
    select file_id, sheet, row, 'listed_to', listed_to_written, 'not_a_date', 'cell'
    from clean.above_scale_row where listed_to is null and listed_to_written is not null
)

select 'above_scale_list' as source_kind, file_id, sheet, row, column_name, value, reason_code, severity from found
