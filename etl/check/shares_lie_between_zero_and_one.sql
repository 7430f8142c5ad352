-- zh: 各项比率都在 0 和 1 之间，且下限 ≤ 建会率 ≤ 上限
select township_name, rate_low, rate, rate_high, worker_rate
from mart.township
where not coalesce(0 <= rate_low and rate_low <= rate and rate <= rate_high and rate_high <= 1, true)
    or not coalesce(worker_rate between 0 and 1, true)
