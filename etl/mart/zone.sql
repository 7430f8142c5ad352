-- One row per functional zone (park, new district) that has an enterprise in scope, by the county's definition of
-- 'larger'; zones lie across townships and are no part of their sum. The rules are
-- mart.township's: workers are known headcounts of larger enterprises.
select
    place_name as zone_name, enterprises, larger, larger_own, larger_joint, larger_headquarters, larger_uncertain,
    larger_none, larger_challenged, size_unknown, rate_low, rate, rate_high,
    coalesce(workers, 0) as workers, coalesce(workers_covered, 0) as workers_covered
from warehouse.mart.place_coverage
where place_kind = 'zone' and definition = 'larger'
order by zone_name
