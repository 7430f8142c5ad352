-- The columns of township_by_definition for functional zones, which lie across townships.
select
    place_name as zone_name, enterprises, larger, larger_own, larger_joint, larger_headquarters, larger_uncertain,
    larger_none, size_unknown, rate_low, rate, rate_high, workers, workers_covered,
    null as base_unions, null as members, running_proven, running_possible, alive_proven, alive_possible
from mart.place_coverage
where place_kind = 'zone' and definition = $definition
order by zone_name
