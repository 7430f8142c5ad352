-- Headcount rows that cannot be used.
select
    'headcount' as source_kind, file_id, sheet, row,
    case reason_code
        when 'name_missing' then 'name' when 'unknown_word' then 'source'
        when 'not_a_period' then 'period' when 'date_in_future' then 'period'
        when 'code_and_name_disagree' then 'credit_code' else 'headcount' end as column_name,
    case reason_code
        when 'unknown_word' then source_written when 'not_a_period' then period_written
        when 'date_in_future' then period_written when 'code_and_name_disagree' then code
        else headcount_written end as value,
    reason_code, 'row' as severity
from clean.headcount_fault join clean.headcount_row using (row_key)
