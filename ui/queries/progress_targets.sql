-- Targets that are open, by township, stage and side track; all of them ($which 'targets'), those that are late on the day
-- $today ('stalled'), those that rest on a side track ('resting'), or those of which something is due by $until ('due': a day
-- on which somebody is to go again, passed or near, or a stage whose days run out). total is the number of all of them, whatever $row_limit (null: no limit) cuts off.
with standing as (
    select
        p.*, coalesce(p.township_name, '未定位') as place, following.stage as next_stage, coalesce(p.late_after < $today, false) as is_stalled,
        case when p.next_visit_on <= $until then p.next_visit_on end as visit_due,
        case when p.late_after between $today and $until then p.late_after end as stage_due
    from mart.target_progress as p
    left join mart.stage as following on following.position = p.stage_position + 1
    where p.closed_by is null
),

chosen as (
    select *, least(visit_due, stage_due) as due_on
    from standing
    where
        (len($townships) = 0 or list_contains($townships, place))
        and (len($stages) + len($tracks) = 0
             or (track is null and list_contains($stages, stage)) or list_contains($tracks, track))
        and case $which
            when 'stalled' then is_stalled
            when 'resting' then track is not null
            when 'due' then coalesce(visit_due, stage_due) is not null
            else true
        end
)

select
    enterprise_id, enterprise_name, place as township_name, headcount, stage, stage_since, track, track_since, next_stage, late_after,
    case when is_stalled then date_diff('day', late_after, $today) end as days_over,
    case when stage_since is not null then date_diff('day', stage_since, $today) end as days_there,
    due_on, case when due_on = visit_due then 'follow_up' when due_on is not null then 'stage' end as due_reason,
    refusal, visits, last_visit_on, assigned_to, next_visit_on, last_by, count(*) over () as total
from chosen
order by
    case $which when 'due' then date_diff('day', $today, due_on) when 'stalled' then -date_diff('day', late_after, $today) end nulls last,
    place = '未定位', place, stage_position desc, headcount desc nulls last, enterprise_id
limit $row_limit
