-- One row per zone that is known before any address is read: those with a boundary and those with a reviewed rule.
-- township_name NULL: no rule says in which township its enterprises are.
with named as (
    select place_text(zone_name) as written, township_name, source from clean.zone_rule
    union all
    select place_text(name) as written, null as township_name, source_file as source from clean.boundary where kind = 'zone'
),

keyed as (
    select zone_name_key(named.written, area.county, area.county_stem) as zone_name, named.township_name, named.source
    from named, clean.area area
)

select
    zone_name,
    max(township_name) as township_name,
    coalesce(max(source) filter (where township_name is not null), max(source)) as source
from keyed
group by zone_name
