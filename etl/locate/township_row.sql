-- Every row of the township files: its names normalised, and whether it is of this county.
with written as (
    select
        file_id, sheet, row,
        place_text(name) as name,
        place_text(kind) as kind,
        place_text(code) as code,
        place_text(code_system) as code_system,
        place_text(county) as county,
        normalise_text(former_names) as former_names
    from raw.township
),

township as (
    select
        written.* replace (township_code_text(written.code) as code),
        township_text(written.name, area.county) as township_name,
        of_area(written.county, written.code, area) as is_of_area
    from written, clean.area area
)

select
    file_id, sheet, row, township_name,
    coalesce(kind, township_suffix(township_name)) as kind,
    code, code_system, county, former_names, is_of_area
from township
