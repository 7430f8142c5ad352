-- One row per certain link between an enterprise and a base union, with the period in which it holds. is_current: on
-- the build's date, and the ledger calls the union active. A branch stands under its head office's union.
with unions as (
    select * from clean.union where is_base_union
),

hosts as (
    select
        m.enterprise_id, u.union_id, u.union_type,
        case u.union_type when 'own' then 'host' else 'covered' end as relation,
        u.established_on as valid_from, null::date as valid_to,
        m.rule as link_rule, m.confidence as link_confidence,
        u.status, u.established_on, u.file_id, u.sheet, u.row
    from unions as u
    join clean.mention as m on m.code is not distinct from u.host_code and m.bare_name is not distinct from u.host_bare_name
    where m.enterprise_id is not null
),

listed as (
    select
        c.enterprise_id, u.union_id, u.union_type, 'covered' as relation,
        coalesce(c.covered_from, u.established_on) as valid_from, c.covered_to as valid_to,
        'coverage_list' as link_rule, 0.97 as link_confidence,
        u.status, u.established_on, c.file_id, c.sheet, c.row
    from clean.union_coverage as c
    join unions as u using (union_id)
    where c.enterprise_id is not null
),

direct as (
    select * from hosts
    union all
    select * from listed
    where not exists (select 1 from hosts where hosts.enterprise_id = listed.enterprise_id and hosts.union_id = listed.union_id)
),

through_head_office as (
    select
        h.enterprise_id, d.union_id, d.union_type, 'headquarters' as relation, d.valid_from, d.valid_to,
        'head_office' as link_rule, 0.9 as link_confidence, d.status, d.established_on, d.file_id, d.sheet, d.row
    from link.head_office as h
    join direct as d on d.enterprise_id = h.head_office_id
    where not exists (select 1 from direct where direct.enterprise_id = h.enterprise_id and direct.union_id = d.union_id)
),

links as (
    select * from direct
    union all
    select * from through_head_office
)

select
    enterprise_id, union_id, union_type, relation, valid_from, valid_to, link_rule, link_confidence,
    null::varchar as decided_by,
    status = 'active' and coalesce(valid_from <= as_of, true) and coalesce(valid_to > as_of, true) as is_current,
    status, established_on, file_id, sheet, row
from links
cross join raw.build
qualify row_number() over (partition by enterprise_id, union_id, relation, valid_from, valid_to order by link_confidence desc, file_id, sheet, row) = 1
