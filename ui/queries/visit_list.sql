-- One row per target that is open and that nobody asks to remove: where it stands, what comes next, when it is due on the day
-- $today, and why it is on the list, every reason that holds: due (somebody said when to go again), stalled (it has stood longer
-- than its stage may take), resting (on a side track); of none of these later (a day is set) or next (none is). $reasons: those
-- of which one must hold; none: whatever the reason. $assignee '' : whoever.
-- total is the number of all of them, whatever $row_limit (null: no limit) cuts off.
with standing as (
    select
        p.enterprise_id, coalesce(p.enterprise_id_written, p.enterprise_id) as written_id, p.enterprise_name as name,
        coalesce(p.township_name, '未定位') as township_name, p.headcount, e.address, e.zone_name, e.credit_code,
        p.stage, p.track, p.refusal, p.assigned_to, p.last_visit_on, p.next_visit_on, p.late_after, p.sequence, t.priority,
        ahead.stage as next_stage
    from mart.target_progress as p
    left join mart.enterprise as e using (enterprise_id)
    left join mart.target as t using (enterprise_id)
    left join mart.stage as ahead on ahead.position = p.stage_position + 1
    where p.closed_by is null and not p.removal_is_open
),

pressing as (
    select
        *,
        list_filter(
            [
                case when next_visit_on <= $today then 'due' end,
                case when late_after < $today then 'stalled' end,
                case when track is not null then 'resting' end
            ],
            lambda reason: reason is not null
        ) as reasons
    from standing
),

reasoned as (
    select
        * exclude (reasons),
        case when len(reasons) > 0 then reasons when next_visit_on is not null then ['later'] else ['next'] end as list_reasons
    from pressing
)

select
    enterprise_id, written_id, name, list_reasons, stage, next_stage, track, township_name, headcount, address, zone_name, assigned_to,
    next_visit_on, late_after, last_visit_on, refusal, credit_code, sequence, priority, count(*) over () as total
from reasoned
where
    (len($townships) = 0 or list_contains($townships, township_name))
    and ($assignee = '' or assigned_to = $assignee)
    and (len($reasons) = 0 or list_has_any(list_reasons, $reasons))
order by
    case list_reasons[1] when 'due' then 1 when 'stalled' then 2 when 'next' then 3 when 'later' then 4 else 5 end,
    case when list_reasons[1] = 'due' then next_visit_on end, priority nulls last, headcount desc nulls last, enterprise_id
limit $row_limit
