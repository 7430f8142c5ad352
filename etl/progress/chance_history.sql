-- One row per kind of target that somebody went to: where it stood (stage), its headcount band, whether it had ever refused
-- before, how many visits had brought nothing, at this stage (idle_here) and before it (idle_before); goings, how often somebody went, and moved, how often that brought the next
-- stage. Going there is a visit, or a step recorded on its own; a step within $within_days of a visit is what that visit
-- brought. A visit younger than that before the last event brings nothing yet and is left out. The survey is made at the
-- desk: a target that is merely listed stands as one that was surveyed.
with events as (
    select
        t.enterprise_id, t.kind, t.state, t.happened_on, e.headcount,
        coalesce(lag(t.stage) over whole, 'listed') as stage, lag(t.track) over whole as track,
        coalesce(bool_or(t.refusal is not null) over before, false) as has_refused,
        count(*) filter (t.kind = 'visited') over before as idle,
        count(*) filter (t.kind = 'stage_reached' and t.state <> 'survey') over before as steps,
        row_number() over whole as number
    from mart.target_event as t
    left join mart.enterprise as e using (enterprise_id)
    window
        whole as (partition by t.enterprise_id order by t.recorded_at, t.position),
        before as (partition by t.enterprise_id order by t.recorded_at, t.position rows between unbounded preceding and 1 preceding)
),

goings as (
    select
        enterprise_id, case stage when 'listed' then 'survey' else stage end as stage, headcount, has_refused,
        idle - min(idle) over (partition by enterprise_id, steps) as idle_here,
        min(idle) over (partition by enterprise_id, steps) as idle_before,
        happened_on, kind = 'visited' as is_visit,
        lag(kind = 'visited') over following as is_after_visit, lag(happened_on) over following as before_on,
        lead(kind = 'visited') over following as next_is_visit, lead(happened_on) over following as next_on,
        max(happened_on) over () as last_on
    from events
    where (kind = 'visited' or (kind = 'stage_reached' and state <> 'survey')) and track is null and stage <> 'operation'
    window following as (partition by enterprise_id order by number)
),

outcomes as (
    select
        stage, headcount, has_refused, idle_here, idle_before,
        not is_visit or coalesce(not next_is_visit and next_on <= happened_on + $within_days, false) as has_moved,
        happened_on + $within_days > last_on as is_young,
        not is_visit and coalesce(is_after_visit and happened_on <= before_on + $within_days, false) as is_of_the_visit
    from goings
)

select
    stage,
    case when headcount is null then 'unknown' when headcount < 50 then 'under_50' when headcount < 100 then 'under_100'
         when headcount < 300 then 'under_300' else '300_and_more' end as headcount_band,
    has_refused, least(idle_here, $most_idle)::integer as idle_here, least(idle_before, $most_idle)::integer as idle_before,
    count(*) as goings, count(*) filter (has_moved) as moved
from outcomes
where not is_of_the_visit and (has_moved or not is_young)
group by all
order by all
