-- One row per larger enterprise that came into, or left, the covered ones of a township in a month, and why (change); of
-- ids that are one by now each that a month counted. Between two published months from what both said. In months before the first
-- published one ('reconstructed') from dates, as coverage_month reckons them: nobody can say then that a link or the scope
-- was another one. What moved between two townships and stayed covered is 'rescoped' in both, so the county's sum is not moved.
with build as (
    select date_trunc('month', as_of)::date as this_month from raw.build
),

first_published as (
    select least(this_month, (select min(month) from score.history)) as month from build
),

months as (
    select unnest(generate_series(this_month - interval 35 month, first_published.month - interval 1 month, interval 1 month))::date as month
    from build cross join first_published
),

enterprises as (
    select enterprise_id, name, coalesce(township_name, '未定位') as township_name, established_on, closed_on
    from warehouse.mart.enterprise
    where is_larger and could_count(in_scope, registration_status, closed_on, entity_class)
),

covered_then as (
    select e.enterprise_id, m.month, min(l.union_id) as union_id
    from enterprises as e
    cross join months as m
    join link.union_enterprise as l on l.enterprise_id = e.enterprise_id and l.status = 'active'
        and l.valid_from <= last_day(m.month) and coalesce(l.valid_to > last_day(m.month), true)
    where coalesce(e.established_on <= last_day(m.month), true) and coalesce(e.closed_on > last_day(m.month), true)
    group by e.enterprise_id, m.month
),

moved_then as (
    select
        coalesce(c.month, (o.month + interval 1 month)::date) as month, coalesce(c.enterprise_id, o.enterprise_id) as enterprise_id,
        c.enterprise_id is not null as enters, coalesce(c.union_id, o.union_id) as union_id
    from covered_then as c
    full join covered_then as o on o.enterprise_id = c.enterprise_id and o.month = (c.month - interval 1 month)::date
    where c.enterprise_id is null or o.enterprise_id is null
),

by_dates as (
    select
        m.month, (m.month - interval 1 month)::date as opening_month, e.township_name, m.enterprise_id, e.name as enterprise_name,
        case when m.enters then 'entered' else 'left' end as direction,
        case
            when m.enters and date_trunc('month', e.established_on) = m.month then 'new_enterprises'
            when m.enters then 'new_unions'
            when date_trunc('month', e.closed_on) = m.month then 'closed'
            else 'dissolved'
        end as change,
        m.union_id, 'reconstructed' as basis
    from moved_then as m
    join enterprises as e using (enterprise_id)
    where m.month in (select month from months) and m.month > (select min(month) from months)
),

entered as (
    select
        month, opening_month, township_after as township_name, enterprise_id, enterprise_name, 'entered' as direction,
        case
            when state_before = 'covered' then 'rescoped'
            when record > 1 then 'rematched'
            when not was_listed then 'new_enterprises'
            when state_before = 'out' then 'rescoped'
            when union_is_new then 'new_unions'
            else 'rematched'
        end as change,
        union_id_after as union_id, 'published' as basis
    from warehouse.mart.enterprise_change
    where state_after = 'covered' and (state_before <> 'covered' or township_before <> township_after)
),

gone as (
    select
        month, opening_month, township_before as township_name, enterprise_id, enterprise_name, 'left' as direction,
        case
            when state_after = 'covered' then 'rescoped'
            when record > 1 then 'rematched'
            when not is_listed and not is_elsewhere or scope_reason_after in ('dissolved', 'revoked', 'closed', 'liquidating') then 'closed'
            when state_after = 'out' then 'rescoped'
            when union_is_over then 'dissolved'
            else 'rematched'
        end as change,
        union_id_before as union_id, 'published' as basis
    from warehouse.mart.enterprise_change
    where state_before = 'covered' and (state_after <> 'covered' or township_before <> township_after)
)

select month, opening_month, township_name, enterprise_id, enterprise_name, direction, change, union_id, basis
from (select * from by_dates union all select * from entered union all select * from gone)
order by month, township_name, direction, enterprise_id
