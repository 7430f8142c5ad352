-- One row per township of the county, joined on its name. Code and source row are those of the first row that names it;
-- all its codes stand in clean.township_code.
with township as (
    select *, {'file_id': file_id, 'sheet': sheet, 'row': row} as source
    from clean.township_row
    where is_of_area and township_name is not null
)

select
    township_name,
    arg_min(kind, source) as kind,
    arg_min(code, source) as code,
    arg_min(code_system, source) filter (where code is not null) as code_system,
    arg_min(county, source) as county,
    min(source).file_id as file_id,
    min(source).sheet as sheet,
    min(source).row as row
from township
group by township_name
