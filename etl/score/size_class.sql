-- One row per enterprise in the area whose industry is known: large, medium, small, micro by the 2017 method of the
-- statistics bureau, not_applicable where its table names no rule; NULL where a needed figure is unknown. A class
-- needs every indicator of its rule; one that is below 'small' alone makes it micro.
with enterprises as (
    select e.enterprise_id, e.industry_section || coalesce(e.industry_code, '') as code
    from clean.enterprise as e
    join clean.location as l using (enterprise_id)
    where l.in_area and e.industry_section is not null
),

codes as (
    select code, max_by(prefix, length(prefix)) as prefix
    from (select distinct code from enterprises) join score.size_rule on starts_with(code, prefix)
    group by code
),

figures as (
    select
        enterprise_id,
        max_by(revenue_10k_cny, period_end) filter (revenue_10k_cny is not null) as revenue_10k_cny,
        max_by(assets_10k_cny, period_end) filter (assets_10k_cny is not null) as assets_10k_cny
    from clean.headcount
    where enterprise_id is not null and (revenue_10k_cny is not null or assets_10k_cny is not null)
    group by enterprise_id
),

levels as (
    select
        e.enterprise_id, r.rule,
        size_level(h.headcount, r.x_small, r.x_medium, r.x_large) as x_level, r.x_small is not null as needs_x,
        size_level(f.revenue_10k_cny, r.y_small, r.y_medium, r.y_large) as y_level, r.y_small is not null as needs_y,
        size_level(f.assets_10k_cny, r.z_small, r.z_medium, r.z_large) as z_level, r.z_small is not null as needs_z
    from enterprises as e
    join codes using (code)
    join score.size_rule as r using (prefix)
    left join score.headcount as h using (enterprise_id)
    left join figures as f using (enterprise_id)
)

select
    enterprise_id, rule as size_rule,
    case
        when not (needs_x or needs_y or needs_z) then 'not_applicable'
        when x_level = 0 or y_level = 0 or z_level = 0 then 'micro'
        when (needs_x and x_level is null) or (needs_y and y_level is null) or (needs_z and z_level is null) then null
        else (['small', 'medium', 'large'])[least(x_level, y_level, z_level)]
    end as size_class
from levels
