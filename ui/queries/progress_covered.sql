-- Larger enterprises with a union at the end of the month $month, by township: what opening and closing of a month count.
-- Of a published month: those of this build, taken back move by move; of a month before: those whose union's dates say so,
-- as they stand in this build. total is the number of all of them, whatever $row_limit (null: no limit) cuts off.
with first_published as (
    select coalesce(min(opening_month), (select date_trunc('month', as_of)::date from mart.build)) as month
    from mart.coverage_change where basis = 'published'
),

covered_now as (
    select enterprise_id, coalesce(township_name, '未定位') as township_name
    from mart.enterprise
    where in_scope and is_larger and union_status in ('own', 'joint', 'headquarters')
),

moves_since as (
    select enterprise_id, township_name, arg_min(direction, month) as first_direction
    from mart.coverage_move
    where basis = 'published' and month > $month
    group by enterprise_id, township_name
),

taken_back as (
    select n.enterprise_id, n.township_name
    from covered_now as n
    left join moves_since as s using (enterprise_id, township_name)
    where s.first_direction is null or s.first_direction = 'left'
    union
    select enterprise_id, township_name from moves_since where first_direction = 'left'
),

by_dates as (
    select distinct e.enterprise_id, coalesce(e.township_name, '未定位') as township_name
    from mart.enterprise as e
    join mart.enterprise_union as l using (enterprise_id)
    join mart."union" as u on u.union_id = l.union_id and u.status = 'active'
    where
        e.is_larger
        and (e.in_scope or (e.registration_status = 'dissolved' and e.closed_on is not null
                            and (e.entity_class in ('branch', 'individual_business', 'cooperative')) is not true))
        and l.valid_from <= last_day($month) and coalesce(l.valid_to > last_day($month), true)
        and coalesce(e.established_on <= last_day($month), true) and coalesce(e.closed_on > last_day($month), true)
),

chosen as (
    select t.* from taken_back as t cross join first_published as f where $month >= f.month
    union all
    select d.* from by_dates as d cross join first_published as f where $month < f.month
)

select
    c.township_name, c.enterprise_id, coalesce(e.name, m.enterprise_name) as enterprise_name, e.headcount, e.union_status,
    u.union_id, u.union_name, e.source_file, e.source_sheet, e.source_row, count(*) over () as total
from chosen as c
left join mart.enterprise as e using (enterprise_id)
left join (
    select enterprise_id, any_value(enterprise_name) as enterprise_name from mart.coverage_move group by enterprise_id
) as m using (enterprise_id)
left join mart."union" as u on u.union_id = e.union_id
where len($townships) = 0 or list_contains($townships, c.township_name)
order by c.township_name = '未定位', c.township_name, e.headcount desc nulls last, c.enterprise_id
limit $row_limit
