-- One row per village or community and township, from its first row. village_stem is its name without 村, 社区, 居委会.
with village as (
    select *, {'file_id': file_id, 'sheet': sheet, 'row': row} as source
    from clean.village_row
    where is_of_area and reason_code is null
)

select
    village_name, township_name,
    village_stem(village_name) as village_stem,
    min(source).file_id as file_id,
    min(source).sheet as sheet,
    min(source).row as row
from village
group by village_name, township_name
