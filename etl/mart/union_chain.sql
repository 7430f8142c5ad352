-- From rows of the ledger to unions that count, step by step: how many are left, and so how many fall away.
with rows as (
    select count(*) as unions from raw.union_ledger
),

unions as (
    select union_id, is_base_union, status, host_group from warehouse.mart."union"
)

select 'ledger_rows' as step, 1 as position, unions from rows
union all
select 'unions', 2, count(*) from unions
union all
select 'active_unions', 3, count(*) from unions where status = 'active'
union all
select 'base_unions', 4, count(*) from unions where status = 'active' and is_base_union
union all
select 'with_host', 5, count(*) from unions where status = 'active' and is_base_union and host_group in ('linked', 'not_enterprise', 'outside_area')
union all
select 'counted', 6, count(*) from unions where status = 'active' and is_base_union and host_group = 'linked'
order by position
