-- One row per zone that is known before any address is read: those with a boundary and those with a reviewed rule.
-- township_name NULL: no rule says in which township its enterprises are.
select
    zone_name,
    max(township_name) as township_name,
    coalesce(max(source) filter (where township_name is not null), max(source)) as source
from (
    select zone_name_key(place_text(zone_name), area.county, area.county_stem) as zone_name, township_name, source
    from clean.zone_rule, clean.area
    union all
    select zone_name_key(place_text(name), area.county, area.county_stem) as zone_name, null as township_name, source_file as source
    from clean.boundary, clean.area
    where kind = 'zone'
)
group by zone_name
