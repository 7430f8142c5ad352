-- The columns of township_larger for one of the single definitions of size. A challenged link is known only for
-- the county's own definition, so rate_low equals rate here.
with flagged as (
    select
        coalesce(township_name, '未定位') as township_name, union_status, headcount,
        case $definition
            when 'above_scale' then is_above_scale when '25plus' then is_25plus when '100plus' then is_100plus
        end as is_counted
    from mart.enterprise
    where in_scope
),

counted as (
    select
        township_name,
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
    group by township_name
)

select
    township.township_name, township.kind,
    coalesce(counted.enterprises, 0) as enterprises,
    coalesce(counted.larger, 0) as larger,
    coalesce(counted.larger_own, 0) as larger_own,
    coalesce(counted.larger_joint, 0) as larger_joint,
    coalesce(counted.larger_headquarters, 0) as larger_headquarters,
    coalesce(counted.larger_uncertain, 0) as larger_uncertain,
    coalesce(counted.larger_none, 0) as larger_none,
    coalesce(counted.size_unknown, 0) as size_unknown,
    (counted.larger_own + counted.larger_joint + counted.larger_headquarters) / nullif(counted.larger, 0) as rate_low,
    (counted.larger_own + counted.larger_joint + counted.larger_headquarters) / nullif(counted.larger, 0) as rate,
    (counted.larger - counted.larger_none) / nullif(counted.larger, 0) as rate_high,
    counted.workers,
    case when counted.workers is not null then coalesce(counted.workers_covered, 0) end as workers_covered,
    case when counted.workers is not null
        then coalesce(counted.workers_covered, 0) / nullif(counted.workers, 0) end as worker_rate,
    township.base_unions, township.members
from mart.township as township
left join counted on counted.township_name = township.township_name
order by township.township_name
