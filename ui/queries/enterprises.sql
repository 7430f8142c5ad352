-- Larger enterprises in scope by every filter: those without a union in the order of their priority, then the rest. How
-- far the union of one that is covered has come is counted as in mart.place_coverage: without a score it may be any step.
-- total is the number of all of them, whatever $row_limit (null: no limit) cuts off.
with listed as (
    select
        enterprise.*,
        case when enterprise.union_status in ('own', 'joint', 'headquarters') then coalesce(host.ladder_proven, 0) end as ladder_proven,
        case when enterprise.union_status in ('own', 'joint', 'headquarters') then coalesce(host.ladder_possible, 3) end as ladder_possible,
        coalesce(enterprise.township_name, '未定位') as place,
        case
            when enterprise.headcount is null then 'unknown'
            when enterprise.headcount < 25 then 'under25'
            when enterprise.headcount < 100 then '25to99'
            when enterprise.headcount < 300 then '100to299'
            else '300plus'
        end as headcount_band,
        case
            when enterprise.established_on is null then 'unknown'
            when enterprise.established_on > build.as_of - interval 1 year then 'under1'
            when enterprise.established_on > build.as_of - interval 3 years then '1to3'
            when enterprise.established_on > build.as_of - interval 10 years then '3to10'
            else '10plus'
        end as age_band,
        case $definition
            when 'above_scale' then enterprise.is_above_scale
            when '25plus' then enterprise.is_25plus
            when '100plus' then enterprise.is_100plus
            else enterprise.is_larger
        end as is_counted
    from mart.enterprise as enterprise
    left join mart."union" as host on host.union_id = enterprise.union_id
    cross join mart.build as build
    where enterprise.in_scope
),

filtered as (
    select *
    from listed
    where
        is_counted
        and (len($townships) = 0 or list_contains($townships, place))
        and (len($sizes) = 0 or list_contains($sizes, headcount_band))
        and (len($sectors) = 0 or list_contains($sectors, coalesce(industry_section, 'unknown')))
        and (len($ages) = 0 or list_contains($ages, age_band))
        and (len($statuses) = 0 or list_contains($statuses, union_status))
        and (len($steps) = 0 or ladder_possible >= case when list_contains($steps, 'running') then 2 else 3 end)
        and ($search = '' or contains(lower(name), lower($search)) or contains(lower(credit_code), lower($search)))
)

select
    filtered.enterprise_id, filtered.credit_code, filtered.name, target.priority, filtered.place as township_name,
    filtered.headcount, filtered.headcount_low, filtered.headcount_high, filtered.headcount_source,
    filtered.headcount_period, filtered.is_above_scale, filtered.industry_section, filtered.established_on,
    filtered.union_status, filtered.ladder_proven, filtered.ladder_possible, case when progress.closed_by is null then progress.stage end as stage, target.reasons, target.points, filtered.address, filtered.lon, filtered.lat,
    count(*) over () as total
from filtered
left join mart.target as target on target.enterprise_id = filtered.enterprise_id
left join mart.target_progress as progress on progress.enterprise_id = filtered.enterprise_id
order by target.priority nulls last, filtered.headcount desc nulls last, filtered.enterprise_id
limit $row_limit
