-- One row per code and name by which any other file names an entity of the registry: which one that is, and by which
-- rule, or NULL where nothing certain says so (contract: 'a link counts when').
-- `disagrees`: the code says one enterprise and the name another.
with mentions as (
    select code, bare_name from clean.headcount_row
    union
    select code, bare_name from clean.above_scale_row
    union
    select host_code, bare_name from clean.union_row
    union
    select code, bare_name from clean.union_coverage_row
),

checked as (
    select code, bare_name, passes_gb32100(code) as passes, repair_code(code) as repair from mentions
),

code_holders as (
    select credit_code as code, enterprise_id from clean.enterprise where credit_code is not null
    union all
    select registration_number, min(enterprise_id) from clean.enterprise
    where registration_number is not null and registration_number not in (select credit_code from clean.enterprise where credit_code is not null)
    group by registration_number having count(*) = 1
),

name_bearers as (
    select name_key as bare_name, enterprise_id, enterprises, rule from clean.enterprise_key
),

found as (
    select
        c.code, c.bare_name,
        by_code.enterprise_id as code_enterprise_id,
        case when by_name.enterprises = 1 then by_name.enterprise_id end as name_enterprise_id,
        by_name.rule as name_rule,
        by_name.enterprises as name_bearers,
        by_repair.enterprise_id as repair_enterprise_id,
        c.passes
    from checked as c
    left join code_holders as by_code on by_code.code = c.code
    left join code_holders as by_repair on by_repair.code = c.repair and by_code.enterprise_id is null
    left join name_bearers as by_name on by_name.bare_name = c.bare_name
),

compared as (
    select
        f.*,
        f.bare_name = coded.name_key as code_name_equal,
        f.bare_name = repaired.name_key as repair_name_equal,
        exists (select 1 from clean.former_name as n where n.enterprise_id = f.code_enterprise_id and n.name_key = f.bare_name) as code_name_former,
        names_agree(mine.name_trade, mine.name_industry, theirs.name_trade, theirs.name_industry) as code_name_agrees
    from found as f
    left join clean.enterprise as coded on coded.enterprise_id = f.code_enterprise_id
    left join clean.enterprise as repaired on repaired.enterprise_id = f.repair_enterprise_id
    left join clean.name_part as mine on mine.bare_name = f.bare_name and f.code_enterprise_id is not null
    left join clean.name_part as theirs on theirs.bare_name = coded.name_key
),

decided as (
    select
        *,
        case
            when code_enterprise_id is not null and (bare_name is null or code_name_equal) then 'code'
            when code_enterprise_id is not null and code_name_former then 'code'
            when code_enterprise_id is not null and name_enterprise_id <> code_enterprise_id then null
            when code_enterprise_id is not null and code_name_agrees then 'code'
            when code_enterprise_id is not null then null
            when repair_name_equal then 'code'
            when name_enterprise_id is not null then name_rule
        end as rule
    from compared
)

select
    code, bare_name,
    case when rule = 'code' then coalesce(code_enterprise_id, repair_enterprise_id) when rule is not null then name_enterprise_id end as enterprise_id,
    rule,
    case
        when rule = 'code' and (code_name_equal or repair_name_equal) then 1.0
        when rule = 'code' and code_name_former then 0.99
        when rule = 'code' and bare_name is null then 0.95
        when rule = 'code' then 0.97
        when rule = 'name' and passes then 0.9
        when rule = 'name' then 0.97
        when rule = 'former_name' then 0.95
    end as confidence,
    coalesce(code_enterprise_id is not null and rule is null, false) as disagrees,
    code_enterprise_id, name_enterprise_id, coalesce(name_bearers, 0) as name_bearers, repair_enterprise_id
from decided
