-- One row per township (and 未定位), stage and side track of targets that are open: how many stand there on the day $today, and
-- how many of them are late: the next stage was to be reached within its days and was not. Who rests on a side track is not late.
with standing as (
    select
        coalesce(p.township_name, '未定位') as township_name, p.stage, p.track,
        p.track is null and p.stage_since + following.stall_days < $today as is_stalled
    from mart.target_progress as p
    left join mart.stage as following on following.position = p.stage_position + 1
    where p.closed_by is null
)

select township_name, stage, track, count(*) as targets, count(*) filter (is_stalled) as stalled
from standing
group by all
order by township_name, stage, track
