-- Why an enterprise without a union stands where it does in the list: each reason with its points.
with
target as (from mart.target),
priority_rule as (from mart.priority_rule),

reason as (
    select
        enterprise_id,
        priority,
        points as points_in_all,
        unnest(reasons) as key
    from target
    where enterprise_id = $id
)

select
    reason.priority,
    reason.points_in_all,
    priority_rule.wording,
    priority_rule.points
from reason
left join priority_rule on priority_rule.key = reason.key
order by priority_rule.points desc, reason.key
