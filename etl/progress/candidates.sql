-- One row per enterprise that a visit could bring nearer to a union: an open target on the main road that is not set up yet
-- and that nobody asks to remove. place: its zone, else its township. headcount NULL: not known. has_refused: ever; visits:
-- so far. Those without a township are in nobody's plan.
with refusals as (
    select enterprise_id from mart.target_event where refusal is not null group by enterprise_id
)

select
    p.enterprise_id, p.township_name, coalesce(e.zone_name, p.township_name) as place, p.headcount, p.stage,
    refusals.enterprise_id is not null as has_refused, p.visits
from mart.target_progress as p
left join mart.enterprise as e using (enterprise_id)
left join refusals using (enterprise_id)
where p.closed_by is null and p.track is null and p.removal is null and p.township_name is not null
    and p.reached_set_up_on is null
order by p.enterprise_id
