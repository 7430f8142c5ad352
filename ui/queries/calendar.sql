-- One row per day on which something is due: a target to be visited again (follow_up), one
-- that counts as stalled the day after (stall), an order whose deadline comes (order). told_at: when the ledger last heard of it, UTC, NULL where never.
-- $assignee '' : whoever; else who is to go there, and where nobody is sent yet. Orders are everybody's in the townships.
with targets as (
    select
        p.enterprise_id, p.enterprise_name as name, coalesce(p.township_name, '未定位') as township_name, e.address, p.assigned_to,
        p.next_visit_on, p.late_after, p.stage, ahead.stage as next_stage, p.last_at
    from mart.target_progress as p
    left join mart.enterprise as e using (enterprise_id)
    left join mart.stage as ahead on ahead.position = p.stage_position + 1
    where p.closed_by is null
),

due as (
    select
        'follow_up' as kind, enterprise_id as about, next_visit_on as due_on, name, township_name, address, assigned_to, stage, next_stage,
        null::varchar as problem, last_at as told_at
    from targets where next_visit_on is not null
    union all by name
    select
        'stall' as kind, enterprise_id as about, late_after as due_on, name, township_name, address, assigned_to, stage, next_stage,
        null::varchar as problem, last_at as told_at
    from targets where late_after is not null
    union all by name
    select
        'order' as kind, subject as about, due_on, union_name as name, coalesce(township_name, '未定位') as township_name,
        null::varchar as address, null::varchar as assigned_to, null::varchar as stage, null::varchar as next_stage, problem,
        issued_at as told_at
    from mart.rectification_order where state <> 'closed'
)

select kind, about, due_on, name, township_name, address, assigned_to, stage, next_stage, problem, told_at
from due
where
    (len($townships) = 0 or list_contains($townships, township_name))
    and ($assignee = '' or kind = 'order' or assigned_to is null or assigned_to = $assignee)
order by due_on, kind, about
