-- One row per two records that may be one, with every rule that says so, the strongest first. Nothing is merged by it.
with found as (
    select 'enterprise' as kind, * from link.enterprise_duplicate
    union all
    select 'union', * from link.union_duplicate
)

select
    kind, min_by(first_id, position) as first_id, min_by(second_id, position) as second_id,
    min_by(rule, position) as rule, list(distinct rule order by rule) as rules, min(position) as position
from found
group by kind, least(first_id, second_id), greatest(first_id, second_id)
