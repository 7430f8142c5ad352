-- zh: 各项比率都在 0 和 1 之间，且下限 ≤ 建会率 ≤ 上限
with places as (
    select township_name as name, rate_low, rate, rate_high, worker_rate from mart.township
    union all
    select zone_name, rate_low, rate, rate_high, workers_covered / nullif(workers, 0) from mart.zone
)

select name, rate_low, rate, rate_high, worker_rate
from places
where not coalesce(0 <= rate_low and rate_low <= rate and rate <= rate_high and rate_high <= 1, true)
    or not coalesce(worker_rate between 0 and 1, true)
