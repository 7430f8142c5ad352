-- One row per month and township (and 未定位): how many scored unions stand in each band and on each step of the ladder. Months
-- before the build's own as they were published; no union of an earlier month is kept.
with build as (
    select date_trunc('month', as_of)::date as month from raw.build
),

now as (
    select
        month, coalesce(township_name, '未定位') as township_name, count(*) as unions,
        count(*) filter (risk_band = 'exempt') as exempt,
        count(*) filter (risk_band = 'to_verify') as to_verify,
        count(*) filter (risk_band = 'normal') as normal,
        count(*) filter (risk_band = 'watch') as watch,
        count(*) filter (risk_band = 'suspected') as suspected,
        count(*) filter (len(red_lines) > 0) as red_lined,
        count(*) filter (ladder_proven >= 1) as set_up_proven, count(*) filter (ladder_possible >= 1) as set_up_possible,
        count(*) filter (ladder_proven >= 2) as running_proven, count(*) filter (ladder_possible >= 2) as running_possible,
        count(*) filter (ladder_proven >= 3) as alive_proven, count(*) filter (ladder_possible >= 3) as alive_possible
    from warehouse.mart."union", build
    where risk_band is not null
    group by all
)

select
    month, township_name, unions, exempt, to_verify, normal, watch, suspected, red_lined, set_up_proven, set_up_possible,
    running_proven, running_possible, alive_proven, alive_possible
from (from now union all by name from score.risk_history where month < (select month from build))
order by month, township_name
