-- One row per township (and 未定位) and month: how many larger enterprises in scope had a union at the end of opening_month,
-- what changed since, and how many have one at the end of month. Changes are signed (who left counts minus), so opening and
-- the six changes add up to closing. 'published': between two published months that lie next to each other; months without a
-- build of their own are in the next row. 'reconstructed': months before the first published one, from dates; rematched and
-- rescoped are NULL there, nobody can know them. The first published month has no row: before it nothing was published.
with build as (
    select date_trunc('month', as_of)::date as this_month from raw.build
),

published as (
    select month, lag(month) over (order by month) as opening_month
    from (select month from score.history union select this_month from build)
),

reconstructed as (
    select unnest(generate_series(this_month - interval 34 month, (select min(month) from published) - interval 1 month, interval 1 month))::date as month
    from build
),

months as (
    select month, opening_month, 'published' as basis
    from published
    cross join build
    where opening_month is not null and month >= this_month - interval 35 month
    union all
    select month, (month - interval 1 month)::date, 'reconstructed' from reconstructed
),

stock as (
    select month, coalesce(township_name, '未定位') as township_name, count(*) as covered, 'published' as basis
    from score.history
    where in_scope and is_larger and is_covered(union_status)
    group by all
    union all
    select this_month, coalesce(township_name, '未定位'), count(*), 'published'
    from warehouse.mart.enterprise cross join build
    where in_scope and is_larger and is_covered(union_status)
    group by all
    union all
    select month, township_name, own + joint + headquarters, basis
    from warehouse.mart.coverage_month
    where threshold = 'larger' and basis = 'reconstructed'
),

places as (
    select township_name from warehouse.mart.township
    union
    select township_name from stock
),

moved as (
    select
        month, township_name, basis,
        count(*) filter (change = 'new_unions') as new_unions,
        count(*) filter (change = 'new_enterprises') as new_enterprises,
        -count(*) filter (change = 'dissolved') as dissolved,
        -count(*) filter (change = 'closed') as closed,
        count(*) filter (change = 'rematched' and direction = 'entered') - count(*) filter (change = 'rematched' and direction = 'left') as rematched,
        count(*) filter (change = 'rescoped' and direction = 'entered') - count(*) filter (change = 'rescoped' and direction = 'left') as rescoped
    from warehouse.mart.coverage_move
    group by all
)

select
    m.month, m.opening_month, p.township_name, m.basis,
    coalesce(opening.covered, 0) as opening,
    coalesce(v.new_unions, 0) as new_unions, coalesce(v.new_enterprises, 0) as new_enterprises,
    coalesce(v.dissolved, 0) as dissolved, coalesce(v.closed, 0) as closed,
    case when m.basis = 'published' then coalesce(v.rematched, 0) end as rematched,
    case when m.basis = 'published' then coalesce(v.rescoped, 0) end as rescoped,
    coalesce(closing.covered, 0) as closing
from months as m
cross join places as p
left join stock as opening on opening.month = m.opening_month and opening.township_name = p.township_name and opening.basis = m.basis
left join stock as closing on closing.month = m.month and closing.township_name = p.township_name and closing.basis = m.basis
left join moved as v on v.month = m.month and v.township_name = p.township_name and v.basis = m.basis
order by m.month, p.township_name = '未定位', p.township_name
