-- One row per enterprise and union that may belong together, with the rule that says so; a person decides. None of
-- these counts. Each rule is named as the page names it; 'looks_alike' is the model's finding. match_probability is the
-- model's, and named_as the name by which the union names the enterprise; NULL where it did not look at the pair.
-- is_uncertain: likely enough, and beaten by no other enterprise, to make the enterprise's status uncertain.
with mentions as (
    select * from link.uncertain_mention
),

cores as (
    select name_trade || name_industry as core, min(bare_name) as bare_name, min(name_place) as name_place
    from clean.name_part
    where length(name_trade) >= 2 and name_branch = '' and bare_name in (select name_key from clean.enterprise)
        and name_trade || name_industry in (
            select p.name_trade || p.name_industry from mentions join clean.name_part as p using (bare_name)
        )
    group by core having count(*) = 1
),

-- a valid code of somebody else, and another name or a place in another county: both say that it is another
refuted as (
    select union_id, bare_name, enterprise_id
    from link.likeness_part
    group by all
    having bool_or(comparison = 'code' and level = 'another_valid')
        and (bool_or(comparison = 'core' and level <> 'equal') or bool_or(comparison = 'place' and level = 'another_county'))
),

-- what is nearly as likely as the best is shown with it: a tie is for a person to break
alike as (
    select
        union_id, enterprise_id, match_probability,
        max(match_weight) over (partition by union_id, bare_name) - match_weight as bits_behind
    from link.likeness
    anti join refuted using (union_id, bare_name, enterprise_id)
    cross join link.threshold
    qualify bits_behind <= within_bits
        and row_number() over (partition by union_id, bare_name order by match_weight desc, enterprise_id) <= at_most
),

found as (
    select union_id, code_enterprise_id as enterprise_id, 'code_equal_name_contradicts' as evidence, 1 as position
    from mentions where disagrees
    union all
    select union_id, name_enterprise_id, 'name_equal_code_contradicts', 2 from mentions where disagrees
    union all
    select union_id, repair_enterprise_id, 'repaired_code_name_differs', 3 from mentions where repair_enterprise_id is not null
    union all
    select m.union_id, e.enterprise_id, 'name_borne_by_several', 4
    from mentions as m join clean.enterprise as e on e.name_key = m.bare_name
    where m.name_bearers > 1
    union all
    select m.union_id, e.enterprise_id, 'name_equal_without_place_and_form', 5
    from mentions as m
    join clean.name_part as p on p.bare_name = m.bare_name and length(p.name_trade) >= 2 and p.name_branch = ''
    join cores on cores.core = p.name_trade || p.name_industry
        and (contains(p.name_place, regexp_replace(cores.name_place, '[省市县]', '', 'g'))
             or contains(cores.name_place, regexp_replace(p.name_place, '[省市县]', '', 'g')))
    join clean.enterprise as e on e.name_key = cores.bare_name
    where not m.code_is_valid and m.name_bearers = 0
    union all
    select union_id, enterprise_id, 'union_status_unknown', 6
    from link.certain_link where status = 'unknown'
    union all
    select c.union_id, h.enterprise_id, 'union_status_unknown', 6
    from link.certain_link as c join link.head_office as h on h.head_office_id = c.enterprise_id
    where c.status = 'unknown'
    union all
    select union_id, enterprise_id, 'looks_alike', 7 from alike
),

ruled as (
    select enterprise_id, union_id, evidence
    from found
    where enterprise_id is not null
    qualify row_number() over (partition by enterprise_id, union_id order by position) = 1
),

-- what others beat clearly is listed, and makes nothing uncertain: hardly one in ten of these is right
likely as (
    select distinct union_id, enterprise_id
    from alike cross join link.threshold
    where match_probability >= uncertain_from and bits_behind <= tied_within_bits
),

weighed as (
    select
        union_id, enterprise_id, max(match_probability) as match_probability,
        max_by(bare_name, (match_weight, bare_name)) as named_as
    from link.likeness group by union_id, enterprise_id
)

select
    enterprise_id, union_id, evidence, match_probability, named_as,
    evidence <> 'looks_alike' or likely.union_id is not null as is_uncertain
from ruled
left join weighed using (enterprise_id, union_id)
left join likely using (enterprise_id, union_id)
