-- Every row of the township files: its names normalised, and whether it is of this county.
with township as (
    select
        file_id, sheet, row,
        township_text(name, area.county) as township_name,
        place_text(kind) as kind,
        township_code_text(code) as code,
        place_text(code_system) as code_system,
        place_text(township.county) as county,
        normalise_text(former_names) as former_names,
        area
    from raw.township township, clean.area area
)

select
    file_id, sheet, row, township_name,
    coalesce(kind, township_suffix(township_name)) as kind,
    code, code_system, county, former_names,
    of_area(county, code, area) as is_of_area
from township
