-- Townships that have no polygon although there are boundaries, in one row: the map shows gaps.
select
    'boundary' as source_kind, file.file_id, '' as sheet, null::integer as row, 'name' as column_name,
    string_agg(township.township_name, '、' order by township.township_name) as value, 'boundary_township_missing' as reason_code, 'cell' as severity
from clean.township township, (select min(file_id) as file_id from clean.boundary_feature having count(*) > 0) file
where township.township_name not in (select name from clean.boundary_named where kind = 'township')
group by file.file_id
