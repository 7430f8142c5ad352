-- One row per township (and 未定位) with open targets of which something is due by $until: a day on which somebody is to go
-- again, passed or near, or a stage whose days run out from $today on.
with standing as (
    select
        coalesce(p.township_name, '未定位') as township_name, p.follow_up_on,
        case when p.track is null then p.stage_since + following.stall_days end as deadline
    from mart.target_progress as p
    left join mart.stage as following on following.position = p.stage_position + 1
    where p.closed_by is null
)

select township_name, count(*) as due
from standing
where follow_up_on <= $until or deadline between $today and $until
group by township_name
order by township_name
