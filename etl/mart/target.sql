-- One row per larger enterprise in scope without a union: its place in the order of visits (1 is first), the points that
-- put it there, and the rules that gave them. Points and rules are this project's own (docs/domain.md, [P]).
with build as (
    select as_of from raw.build
),

county as (
    select sum(larger_own + larger_joint + larger_headquarters) / nullif(sum(larger), 0) as rate from warehouse.mart.township
),

targets as (
    select e.enterprise_id, e.headcount, e.is_above_scale, e.size_class, e.industry_section, e.established_on, t.rate as township_rate, t.larger
    from warehouse.mart.enterprise as e
    left join warehouse.mart.township as t using (township_name)
    where e.in_scope and e.is_larger and e.union_status = 'none'
),

reasons as (
    select
        enterprise_id, headcount,
        list_filter([
            case when headcount >= 1000 then 'headcount_1000' when headcount >= 300 then 'headcount_300'
                 when headcount >= 100 then 'headcount_100' when headcount >= 25 then 'headcount_25'
                 when headcount is null then 'headcount_unknown' end,
            case when is_above_scale then 'above_scale' end,
            case when industry_section in ('B', 'C', 'D', 'E') then 'industry' end,
            case when established_on <= as_of - interval 1 year then 'older_than_a_year' end,
            case when larger >= $ranked_from and township_rate < county.rate then 'township_behind' end
        ], lambda reason: reason is not null) as reasons
    from targets cross join build cross join county
),

points as (
    select r.enterprise_id, coalesce(sum(rule.points), 0)::integer as points
    from (select enterprise_id, unnest(reasons) as key from reasons) as r
    join warehouse.mart.priority_rule as rule using (key)
    group by r.enterprise_id
)

select
    reasons.enterprise_id,
    row_number() over (order by coalesce(points, 0) desc, headcount desc nulls last, reasons.enterprise_id)::integer as priority,
    coalesce(points, 0) as points,
    reasons
from reasons
left join points using (enterprise_id)
order by priority
