-- A zone's name without the county's name (or 县 alone) in front of it.
create or replace macro zone_without_county(n, county, county_stem) as
    case
        when starts_with(n, county) then substr(n, length(county) + 1)
        when starts_with(n, county_stem) and length(n) > length(county_stem) + 2 then substr(n, length(county_stem) + 1)
        else regexp_replace(n, '^县(.{2,})', '\1')
    end
