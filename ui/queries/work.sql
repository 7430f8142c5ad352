-- One row per open target of the townships ($townships; none: all) whose name holds $search, in the part of $me's work
-- where it stands on $today: 'check', somebody else asked to take it off the list and a second person has to look;
-- 'overdue', 'today', 'week' by due_on; 'unassigned', nobody is sent and a step is left; 'others', somebody else is
-- sent; 'later', the rest.
-- due_on: the earlier of next_visit_on (is_set) and late_after. At most $row_limit rows a part; total counts them all.
with listed as (
    select
        progress.*, following.stage as next_stage, target.priority, least(progress.next_visit_on, progress.late_after) as due_on
    from mart.target_progress as progress
    left join mart.stage as following on following.position = progress.stage_position + 1
    left join mart.target as target on target.enterprise_id = progress.enterprise_id
    where
        progress.closed_by is null
        and (len($townships) = 0 or progress.township_name is null or list_contains($townships, progress.township_name))
        and ($search = '' or contains(lower(progress.enterprise_name), lower($search)))
),

placed as (
    select
        *,
        case
            when removal_is_open and removal_by <> $me then 'check'
            when removal_is_open then 'later'
            when assigned_to <> $me then 'others'
            when due_on < $today then 'overdue'
            when due_on = $today then 'today'
            when due_on < $today + 7 then 'week'
            when assigned_to is null and track is null and next_stage is not null then 'unassigned'
            else 'later'
        end as part
    from listed
)

select
    part, enterprise_id, enterprise_name, township_name, headcount, stage, next_stage, stage_since, track, refusal, assigned_to,
    removal, due_on, due_on is not distinct from next_visit_on as is_set, $today - due_on as days_late,
    count(*) over (partition by part) as total
from placed
qualify row_number() over (partition by part order by due_on nulls last, priority nulls last, enterprise_id) <= $row_limit
order by due_on nulls last, assigned_to = $me desc nulls last, priority nulls last, enterprise_id
