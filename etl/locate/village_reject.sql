-- Rows of the village files that cannot be given to a township.
select
    'village' as source_kind, file_id, sheet, row,
    case reason_code
        when 'village_name_missing' then 'name'
        when 'unknown_township' then 'township'
        when 'village_township_missing' then 'township'
        else 'township_code'
    end as column_name,
    case when reason_code = 'village_name_missing' then null else coalesce(written_township, township_code) end as value,
    reason_code, 'row' as severity
from clean.village_row
where is_of_area and reason_code is not null
