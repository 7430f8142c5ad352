-- The columns of zone_larger for one of the single definitions of size. A challenged link is known only for the
-- county's own definition, so rate_low equals rate here.
with flagged as (
    select
        zone_name, union_status, headcount,
        case $definition
            when 'above_scale' then is_above_scale when '25plus' then is_25plus when '100plus' then is_100plus
        end as is_counted
    from mart.enterprise
    where in_scope and zone_name is not null
),

counted as (
    select
        zone_name,
        count(*) as enterprises,
        count(*) filter (is_counted) as larger,
        count(*) filter (is_counted and union_status = 'own') as larger_own,
        count(*) filter (is_counted and union_status = 'joint') as larger_joint,
        count(*) filter (is_counted and union_status = 'headquarters') as larger_headquarters,
        count(*) filter (is_counted and union_status = 'uncertain') as larger_uncertain,
        count(*) filter (is_counted and union_status = 'none') as larger_none,
        count(*) filter (is_counted is null) as size_unknown,
        sum(headcount) filter (is_counted) as workers,
        sum(headcount) filter (is_counted and union_status in ('own', 'joint', 'headquarters')) as workers_covered
    from flagged
    group by zone_name
)

select
    zone_name, enterprises, larger, larger_own, larger_joint, larger_headquarters, larger_uncertain, larger_none,
    size_unknown,
    (larger_own + larger_joint + larger_headquarters) / nullif(larger, 0) as rate_low,
    (larger_own + larger_joint + larger_headquarters) / nullif(larger, 0) as rate,
    (larger - larger_none) / nullif(larger, 0) as rate_high,
    workers,
    case when workers is not null then coalesce(workers_covered, 0) end as workers_covered,
    null as base_unions, null as members
from counted
order by zone_name
