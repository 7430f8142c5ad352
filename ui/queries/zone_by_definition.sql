-- The columns of zone_larger for any definition of size.
select
    place_name as zone_name, enterprises, larger, larger_own, larger_joint, larger_headquarters, larger_uncertain,
    larger_none, size_unknown, rate_low, rate, rate_high, workers, workers_covered,
    null as base_unions, null as members
from mart.place_coverage
where place_kind = 'zone' and definition = $definition
order by zone_name
