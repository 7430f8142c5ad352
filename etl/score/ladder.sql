-- One row per scored union: how far it is certain (ladder_proven, what is not known counts as not met) and how far it is
-- possible (ladder_possible, as met) that it is 1 set up, 2 running, 3 alive. Each step asks for all before it. What has
-- expired no longer counts, so a union falls back by itself.
with steps as (
    select
        union_id,
        bool_and(coalesce(is_met, false)) filter (step = 1) as is_set_up,
        bool_and(coalesce(is_met, false)) filter (step = 2) as is_running,
        bool_and(coalesce(is_met, false)) filter (step = 3) as is_alive,
        bool_and(coalesce(is_met, true)) filter (step = 1) as may_be_set_up,
        bool_and(coalesce(is_met, true)) filter (step = 2) as may_be_running,
        bool_and(coalesce(is_met, true)) filter (step = 3) as may_be_alive
    from score.ladder_condition
    group by union_id
)

select
    union_id,
    case when not is_set_up then 0 when not is_running then 1 when not is_alive then 2 else 3 end as ladder_proven,
    case when not may_be_set_up then 0 when not may_be_running then 1 when not may_be_alive then 2 else 3 end as ladder_possible
from steps
order by union_id
