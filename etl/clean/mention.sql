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
    select null, bare_name from clean.union_written_member
    union
    select code, bare_name from clean.union_coverage_row
    union
    select code, bare_name from clean.event_mention
),

code_holders as (
    select credit_code as code, enterprise_id, name_key from clean.enterprise where credit_code is not null
    union all
    select registration_number, min(enterprise_id), min(name_key) from clean.enterprise
    where registration_number is not null and registration_number not in (select credit_code from clean.enterprise where credit_code is not null)
    group by registration_number having count(*) = 1
),

repairs as (
    select mentions.code, code_holders.enterprise_id, code_holders.name_key
    from (select code, repair_code(code) as repair from (select distinct code from mentions where regexp_matches(code, '[OISZ]'))) as mentions
    join code_holders on code_holders.code = mentions.repair
    where mentions.code not in (select code from code_holders)
),

found as (
    select
        mentions.code, mentions.bare_name,
        by_code.enterprise_id as code_enterprise_id,
        by_code.name_key as code_name_key,
        case when by_name.enterprises = 1 then by_name.enterprise_id end as name_enterprise_id,
        by_name.rule as name_rule,
        by_name.enterprises as name_bearers,
        repairs.enterprise_id as repair_enterprise_id,
        mentions.bare_name = repairs.name_key as repair_name_equal
    from mentions
    left join code_holders as by_code on by_code.code = mentions.code
    left join repairs on repairs.code = mentions.code
    left join clean.enterprise_key as by_name on by_name.name_key = mentions.bare_name
),

-- only where a code has a holder of another name is there anything to compare
unequal as (
    select
        f.code, f.bare_name,
        bool_or(former.enterprise_id is not null) as is_former_name,
        bool_or(names_agree(mine.name_trade, mine.name_industry, theirs.name_trade, theirs.name_industry)) as agrees
    from (select * from found where bare_name <> code_name_key) as f
    join clean.name_part as mine on mine.bare_name = f.bare_name
    join clean.name_part as theirs on theirs.bare_name = f.code_name_key
    left join clean.former_name as former on former.enterprise_id = f.code_enterprise_id and former.name_key = f.bare_name
    group by f.code, f.bare_name
),

compared as (
    select
        found.*,
        found.bare_name = found.code_name_key as code_name_equal,
        coalesce(unequal.is_former_name, false) as code_name_former,
        coalesce(unequal.agrees, false) as code_name_agrees
    from found
    left join unequal on unequal.code = found.code and unequal.bare_name = found.bare_name
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
        when rule = 'name' and passes_gb32100(code) then 0.9
        when rule = 'name' then 0.97
        when rule = 'former_name' then 0.95
    end as confidence,
    coalesce(code_enterprise_id is not null and rule is null, false) as disagrees,
    code_enterprise_id, name_enterprise_id, coalesce(name_bearers, 0) as name_bearers, repair_enterprise_id
from decided
