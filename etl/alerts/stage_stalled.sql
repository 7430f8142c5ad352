-- One row per open target that has not come to the next stage within the days that it may take, on the day $today: not one
-- that rests on a side track, waits for a second person, or nobody has written of. days: since its stage was reached; since:
-- the first day on which it was late; township_name: 未定位 where it is in none.
select
    p.enterprise_id as record_id, coalesce(p.township_name, '未定位') as township_name, p.late_after + 1 as since, p.enterprise_name as name, p.stage,
    p.stage_since, n.stage as next_stage, n.stall_days, $today::date - p.stage_since as days
from mart.target_progress as p
join mart.stage as n on n.position = p.stage_position + 1
where p.late_after < $today::date
order by since desc, p.enterprise_id
