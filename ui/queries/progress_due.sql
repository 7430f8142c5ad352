-- One row per township (and 未定位) with open targets of which something is due by $until: a day on which somebody is to go
-- again, passed or near, or a stage whose days run out from $today on.
select coalesce(township_name, '未定位') as township_name, count(*) as due
from mart.target_progress
where closed_by is null and (next_visit_on <= $until or late_after between $today and $until)
group by all
order by township_name
