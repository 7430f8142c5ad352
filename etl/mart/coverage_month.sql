-- One row per month, township (and 未定位) and threshold, for the 36 months to the build's. `published`: as history
-- holds it, or this build's own month. `reconstructed`: from dates, with today's size and place; an enterprise then
-- covered by a union of unknown founding date is uncertain, one closed at an unknown date is left out.
with build as (
    select as_of, date_trunc('month', as_of)::date as this_month from raw.build
),

months as (
    select unnest(generate_series(this_month - interval 35 month, this_month - interval 1 month, interval 1 month))::date as month
    from build
),

enterprises as (
    select
        enterprise_id, coalesce(township_name, '未定位') as township_name, headcount, union_status, in_scope,
        established_on, closed_on, size_definitions(is_25plus, is_100plus, is_above_scale, is_larger) as thresholds,
        could_count(in_scope, registration_status, closed_on, entity_class) as could_count
    from warehouse.mart.enterprise
    where is_larger or is_25plus or is_100plus or is_above_scale
),

links as (
    select enterprise_id, case relation when 'headquarters' then 'headquarters' when 'host' then 'own' else 'joint' end as union_status, valid_from, valid_to
    from link.union_enterprise where status = 'active'
),

unpublished as (
    select month from months where month not in (select month from score.history)
),

status_then as (
    select
        e.enterprise_id, u.month,
        min(case when l.valid_from is null then 4
                 when l.union_status = 'own' then 1 when l.union_status = 'joint' then 2 else 3 end) as position
    from enterprises as e
    cross join unpublished as u
    join links as l on l.enterprise_id = e.enterprise_id
        and coalesce(l.valid_from <= last_day(u.month), true) and coalesce(l.valid_to > last_day(u.month), true)
    group by e.enterprise_id, u.month
),

then_rows as (
    select
        u.month, e.township_name, e.thresholds, e.headcount,
        coalesce((['own', 'joint', 'headquarters', 'uncertain'])[s.position], case when e.union_status = 'uncertain' then 'uncertain' else 'none' end) as union_status,
        'reconstructed' as basis
    from enterprises as e
    cross join unpublished as u
    left join status_then as s on s.enterprise_id = e.enterprise_id and s.month = u.month
    where e.could_count
        and coalesce(e.established_on <= last_day(u.month), true)
        and coalesce(e.closed_on > last_day(u.month), true)
),

published_rows as (
    select month, coalesce(township_name, '未定位') as township_name,
           size_definitions(is_25plus, is_100plus, is_above_scale, is_larger) as thresholds, headcount, union_status, 'published' as basis
    from score.history where in_scope and month in (select month from months)
    union all
    select this_month, township_name, thresholds, headcount, union_status, 'published'
    from enterprises cross join build where in_scope
),

all_rows as (
    select month, township_name, unnest(thresholds) as threshold, headcount, union_status, basis
    from (select * from then_rows union all select * from published_rows)
)

select
    month, township_name, threshold,
    count(*) as enterprises,
    count(*) filter (union_status = 'own') as own,
    count(*) filter (union_status = 'joint') as joint,
    count(*) filter (union_status = 'headquarters') as headquarters,
    count(*) filter (union_status = 'uncertain') as uncertain,
    count(*) filter (union_status = 'none') as "none",
    coalesce(sum(headcount), 0)::bigint as workers,
    coalesce(sum(headcount) filter (is_covered(union_status)), 0)::bigint as workers_covered,
    any_value(basis) as basis
from all_rows
group by month, township_name, threshold
order by month, township_name, threshold
