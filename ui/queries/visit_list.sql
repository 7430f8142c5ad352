-- One row per target that is open: where it stands, what comes next, when it is due on the day $today, and why it is on the
-- list: due (somebody said when to go again), stalled (it has stood longer than its stage may take), later (a day is set), next
-- (none is), resting (on a side track). follow_up_on: the day set for going there again, unless somebody was there since.
-- stalls_on: the last day before it counts as stalled, NULL where nobody is late there. $assignee '' : whoever.
-- total is the number of all of them, whatever $row_limit (null: no limit) cuts off.
with standing as (
    select
        p.enterprise_id, coalesce(p.enterprise_id_written, p.enterprise_id) as written_id, p.enterprise_name as name,
        coalesce(p.township_name, '未定位') as township_name, p.headcount, e.address, e.zone_name, e.credit_code,
        p.stage, p.track, p.refusal, p.assigned_to, p.last_visit_on,
        case when coalesce(greatest(p.last_visit_on, p.stage_since) < p.follow_up_on, true) then p.follow_up_on end as follow_up_on,
        p.sequence, t.priority, ahead.stage as next_stage, case when p.track is null then p.stage_since + ahead.stall_days end as stalls_on
    from mart.target_progress as p
    left join mart.enterprise as e using (enterprise_id)
    left join mart.target as t using (enterprise_id)
    left join mart.stage as ahead on ahead.position = p.stage_position + 1
    where p.closed_by is null and not p.removal_is_open
),

reasoned as (
    select
        *,
        case
            when follow_up_on <= $today then 'due'
            when track is not null then 'resting'
            when stalls_on < $today then 'stalled'
            when follow_up_on is not null then 'later'
            else 'next'
        end as list_reason
    from standing
)

select
    enterprise_id, written_id, name, list_reason, stage, next_stage, track, township_name, headcount, address, zone_name, assigned_to,
    follow_up_on, stalls_on, last_visit_on, refusal, credit_code, sequence, priority, count(*) over () as total
from reasoned
where
    (len($townships) = 0 or list_contains($townships, township_name))
    and ($assignee = '' or assigned_to = $assignee)
    and (len($reasons) = 0 or list_contains($reasons, list_reason))
order by
    case list_reason when 'due' then 1 when 'stalled' then 2 when 'next' then 3 when 'later' then 4 else 5 end,
    case when list_reason = 'due' then follow_up_on end, priority nulls last, headcount desc nulls last, enterprise_id
limit $row_limit
