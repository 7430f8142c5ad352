-- One row per larger enterprise in scope whose state or township is not the same in two published months that lie next to
-- each other (opening_month, month; this build's own is the last): state_before and state_after are 'covered', 'uncertain',
-- 'none', or 'out' (no row of that month, out of scope, or not known to be larger). record: 1, but of ids that are one by
-- now the further ones that a month still counted by themselves. union_is_new: its present union began, or covers it, since
-- the opening; union_is_over: the one it had is dissolved, has left the ledger or covers it no more; of months before the
-- build's own by what is known of the union now. is_elsewhere: it left the area, the registry still has it.
with published as (
    select month, max(as_of) as as_of from score.history group by month
    union all
    select date_trunc('month', as_of)::date, as_of from raw.build
),

pair as (
    select month, as_of, lag(month) over (order by month) as opening_month, lag(as_of) over (order by month) as opening_as_of
    from published
),

shown as (
    select * from score.history
    union all by name
    select
        p.month, e.enterprise_id, e.name, e.in_scope, e.scope_reason, e.is_25plus, e.is_100plus, e.is_above_scale, e.is_larger,
        e.union_status, e.union_id, e.link_rule, e.township_name, e.headcount
    from warehouse.mart.enterprise as e
    cross join (select max(month) as month from published) as p
),

known as (
    select
        s.* exclude (enterprise_id, union_id, as_of), s.enterprise_id as id_then,
        coalesce(g.kept_id, s.enterprise_id) as enterprise_id, coalesce(u.kept_id, s.union_id) as union_id,
        coalesce(s.township_name, '未定位') as place,
        case
            when s.in_scope is not true or s.is_larger is not true then 'out'
            when is_covered(s.union_status) then 'covered'
            else s.union_status
        end as state
    from shown as s
    left join link.goes_on as g on g.old_id = s.enterprise_id
    left join link.goes_on as u on u.old_id = s.union_id
),

counted as (
    select *, row_number() over (partition by month, enterprise_id order by state = 'covered' desc, state = 'out', id_then <> enterprise_id, id_then) as record
    from known
    where enterprise_id in (select enterprise_id from known where state <> 'out')
),

before as (
    select pair.month as pair_month, counted.* from counted join pair on pair.opening_month = counted.month
),

after as (
    select counted.month as pair_month, counted.* from counted join pair on pair.month = counted.month where pair.opening_month is not null
),

changed as (
    select
        coalesce(a.pair_month, b.pair_month) as month, coalesce(a.enterprise_id, b.enterprise_id) as enterprise_id,
        coalesce(a.record, b.record) as record, coalesce(a.name, b.name) as name,
        b.enterprise_id is not null as was_listed, a.enterprise_id is not null as is_listed,
        coalesce(b.state, 'out') as state_before, coalesce(a.state, 'out') as state_after,
        b.place as township_before, a.place as township_after,
        b.in_scope as in_scope_before, a.in_scope as in_scope_after, b.scope_reason as scope_reason_before, a.scope_reason as scope_reason_after,
        b.is_larger as is_larger_before, a.is_larger as is_larger_after,
        b.is_above_scale as is_above_scale_before, a.is_above_scale as is_above_scale_after,
        b.is_25plus as is_25plus_before, a.is_25plus as is_25plus_after, b.is_100plus as is_100plus_before, a.is_100plus as is_100plus_after,
        b.headcount as headcount_before, a.headcount as headcount_after,
        b.union_status as union_status_before, a.union_status as union_status_after,
        b.union_id as union_id_before, a.union_id as union_id_after, b.link_rule as link_rule_before
    from before as b
    full join after as a on a.pair_month = b.pair_month and a.enterprise_id = b.enterprise_id and a.record = b.record
    where coalesce(b.state, 'out') <> coalesce(a.state, 'out') or (coalesce(b.state, 'out') <> 'out' and b.place <> a.place)
),

link as (
    select
        c.month, c.enterprise_id, c.record,
        bool_or(l.union_id = c.union_id_after and l.valid_from > p.opening_as_of and l.valid_from <= p.as_of) as begins,
        bool_or(l.union_id = c.union_id_before) as is_linked,
        bool_or(l.union_id = c.union_id_before and l.valid_to <= p.as_of) as ends
    from changed as c
    join pair as p on p.month = c.month
    join link.union_enterprise as l on l.enterprise_id = c.enterprise_id
    group by all
)

select
    c.month, p.opening_month, c.enterprise_id, c.record, coalesce(c.name, e.name, c.enterprise_id) as enterprise_name,
    c.was_listed, c.is_listed, c.state_before, c.state_after, c.township_before, c.township_after,
    c.in_scope_before, c.in_scope_after, c.scope_reason_before, coalesce(c.scope_reason_after, case when not c.in_scope_after then e.scope_reason end) as scope_reason_after,
    c.is_larger_before, c.is_larger_after, c.is_above_scale_before, c.is_above_scale_after, c.is_25plus_before, c.is_25plus_after,
    c.is_100plus_before, c.is_100plus_after, c.headcount_before, c.headcount_after,
    c.union_status_before, c.union_status_after, c.union_id_before, c.union_id_after,
    coalesce(c.state_after = 'covered' and (link.begins or now.established_on > p.opening_as_of), false) as union_is_new,
    coalesce(c.state_before = 'covered' and c.union_id_before is not null and (
        past.union_id is null or past.status in ('dissolved', 'preparatory') or link.ends
        or (c.link_rule_before = 'coverage_list' and link.is_linked is not true)), false) as union_is_over,
    not c.is_listed and registry.enterprise_id is not null as is_elsewhere
from changed as c
join pair as p on p.month = c.month
left join link on link.month = c.month and link.enterprise_id = c.enterprise_id and link.record = c.record
left join warehouse.mart.enterprise as e on e.enterprise_id = c.enterprise_id
left join clean.enterprise as registry on registry.enterprise_id = c.enterprise_id
    and registry.registration_status not in ('dissolved', 'revoked', 'closed', 'liquidating')
left join clean.union as now on now.union_id = c.union_id_after
left join clean.union as past on past.union_id = c.union_id_before
where c.month > (select date_trunc('month', as_of) - interval 36 month from raw.build)
order by c.month, c.enterprise_id, c.record
