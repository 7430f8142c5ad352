select
    township_name, kind, enterprises, larger, larger_own, larger_joint, larger_headquarters, larger_uncertain,
    larger_none, size_unknown, rate_low, rate, rate_high, workers, workers_covered, worker_rate, base_unions, members,
    running_proven, running_possible, alive_proven, alive_possible
from mart.township
order by township_name
