-- Rows of the township files that name no township.
select
    'township' as source_kind, file_id, sheet, row, 'name' as column_name, null::varchar as value,
    'township_name_missing' as reason_code, 'row' as severity
from clean.township_row
where is_of_area and township_name is null
