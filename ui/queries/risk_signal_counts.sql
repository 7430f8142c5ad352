-- One row per signal: how many groups show it, and how many unions are in them.
with members_of as (
    select signal, group_key, lowers, unnest(union_ids) as union_id from mart.risk_signal
)

select signal, count(distinct group_key) as groups_found, count(distinct union_id) as unions, any_value(lowers) as lowers
from members_of
group by signal
order by unions desc, signal
