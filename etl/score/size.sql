-- One row per enterprise in the area: the definitions of size side by side, each NULL when unknown. Without an
-- above-scale list nobody is known to be, or not to be, above scale. is_larger: any of the county's definitions holds;
-- unknown as long as one that is unknown could still make it true.
with list as (
    select count(*) > 0 as is_loaded from clean.above_scale
),

listed as (
    select distinct enterprise_id from clean.above_scale where is_listed and enterprise_id is not null
),

-- whom a listing could mean that nothing certain resolves: of them it is not known
doubtful as (
    select unnest([m.code_enterprise_id, m.name_enterprise_id, m.repair_enterprise_id]) as enterprise_id
    from clean.above_scale_row as a
    join clean.mention as m on m.code is not distinct from a.code and m.bare_name is not distinct from a.bare_name
    where m.enterprise_id is null
    union
    select e.enterprise_id
    from clean.above_scale_row as a
    join clean.mention as m on m.code is not distinct from a.code and m.bare_name is not distinct from a.bare_name
    join clean.enterprise as e on e.name_key = a.bare_name
    where m.enterprise_id is null and m.name_bearers > 1
),

flags as (
    select
        l.enterprise_id,
        h.headcount, h.headcount_low, h.headcount_high, h.headcount_source, h.headcount_period,
        c.size_class, c.size_rule,
        case when listed.enterprise_id is not null then true when list.is_loaded and doubtful.enterprise_id is null then false end
            as is_above_scale,
        h.headcount >= 25 as is_25plus,
        h.headcount >= 100 as is_100plus,
        c.size_class in ('large', 'medium') as is_medium
    from clean.location as l
    cross join list
    left join score.headcount as h using (enterprise_id)
    left join score.size_class as c using (enterprise_id)
    left join listed using (enterprise_id)
    left join (select distinct enterprise_id from doubtful where enterprise_id is not null) as doubtful using (enterprise_id)
    where l.in_area
),

chosen as (
    select {
        above_scale: bool_or(name = 'above_scale'), plus_25: bool_or(name = '25plus'),
        plus_100: bool_or(name = '100plus'), medium: bool_or(name = 'medium')} as definitions
    from raw.larger_definition
)

select
    flags.* exclude (is_medium),
    is_larger_by(chosen.definitions, is_above_scale, is_25plus, is_100plus, is_medium) as is_larger
from flags
cross join chosen
