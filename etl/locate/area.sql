-- One row: the county as addresses write it. A short name (stem) has at least two characters, else it is NULL, and so
-- are city and province where county.toml does not name them. prefixes: of its district codes; shorter than 6 digits
-- they hold several counties.
with setting as (
    select
        max(value) filter (where key = 'area_name') as county,
        nullif(max(value) filter (where key = 'area_city'), '') as city,
        nullif(max(value) filter (where key = 'area_province'), '') as province
    from raw.setting
)

select
    place_text(county) as county,
    nullif(regexp_extract(place_text(county), '^(.{2,}?)(?:自治县|县|市|区|旗)?$', 1), '') as county_stem,
    place_text(city) as city,
    nullif(regexp_extract(place_text(city), '^(.{2,}?)(?:市|地区|盟|自治州)$', 1), '') as city_stem,
    place_text(province) as province,
    nullif(regexp_extract(place_text(province), '^(.{2,}?)(?:省|市|自治区|[壮回维]\S*自治区)$', 1), '') as province_stem,
    (select list(prefix order by prefix) from raw.area_code) as prefixes,
    (select bool_or(length(prefix) < 6) from raw.area_code) as holds_several_counties
from setting
