-- One row per township (and 未定位) with scored unions of the sizes asked for: how many stand in each band and on each step.
select
    place_name as township_name, count(*) as unions,
    count(*) filter (risk_band = 'suspected') as suspected,
    count(*) filter (risk_band = 'watch') as watch,
    count(*) filter (risk_band = 'to_verify') as to_verify,
    count(*) filter (risk_band = 'normal') as normal,
    count(*) filter (risk_band = 'exempt') as exempt,
    count(*) filter (len(red_lines) > 0) as red_lined,
    count(*) filter (ladder_proven >= 1) as set_up_proven, count(*) filter (ladder_possible >= 1) as set_up_possible,
    count(*) filter (ladder_proven >= 2) as running_proven, count(*) filter (ladder_possible >= 2) as running_possible,
    count(*) filter (ladder_proven >= 3) as alive_proven, count(*) filter (ladder_possible >= 3) as alive_possible
from mart."union"
where risk_band is not null and (len($members) = 0 or list_contains($members, members_band))
group by place_name
order by place_name
