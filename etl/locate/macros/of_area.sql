-- Is a row of this county (area: a row of clean.area), by its column county (name, or code) or else by its 9- or 12-digit
-- code? True where nothing says otherwise.
create or replace macro of_area(county_name, code, area) as
    case
        when regexp_matches(county_name, '^\d{6,}$') then has_area_prefix(left(county_name, 6), area.prefixes)
        when county_name is not null and not area.holds_several_counties
            then ends_with(county_name, area.county) or ends_with(county_name, coalesce(area.county_stem, area.county))
        when regexp_matches(code, '^\d{9}(\d{3})?$') then has_area_prefix(left(code, 6), area.prefixes)
        else true
    end
