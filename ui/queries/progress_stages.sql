-- One row per township (and 未定位), stage and side track of targets that are open: how many stand there on the day $today, and
-- how many of them are late: the next stage was to be reached within its days and was not.
select
    coalesce(township_name, '未定位') as township_name, stage, track, count(*) as targets,
    count(*) filter (late_after < $today) as stalled
from mart.target_progress
where closed_by is null
group by all
order by township_name, stage, track
