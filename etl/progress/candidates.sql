-- One row per enterprise that a visit could bring nearer to a union: an open target on the main road that is not set up yet
-- and that nobody asks to remove. place: its zone, else its township. headcount NULL: not known. has_refused: ever;
-- idle_here, idle_before: visits that brought nothing, since it reached its stage and before. township_name NULL: it is not
-- known where it lies, so it is in nobody's plan.
with events as (
    select
        enterprise_id, kind, refusal,
        count(*) filter (kind = 'stage_reached' and state <> 'survey') over (
            partition by enterprise_id order by recorded_at, position
        ) as steps
    from mart.target_event
),

visits as (
    select
        enterprise_id, bool_or(refusal is not null) as has_refused, count(*) filter (kind = 'visited') as idle,
        count(*) filter (kind = 'visited' and steps = last_steps) as idle_here
    from (select *, max(steps) over (partition by enterprise_id) as last_steps from events)
    group by enterprise_id
)

select
    p.enterprise_id, p.township_name, coalesce(e.zone_name, p.township_name) as place, p.headcount, p.stage,
    coalesce(v.has_refused, false) as has_refused, coalesce(v.idle_here, 0)::integer as idle_here,
    coalesce(v.idle - v.idle_here, 0)::integer as idle_before
from mart.target_progress as p
left join mart.enterprise as e using (enterprise_id)
left join visits as v using (enterprise_id)
where p.closed_by is null and p.track is null and p.removal is null
    and p.reached_set_up_on is null
order by p.enterprise_id
