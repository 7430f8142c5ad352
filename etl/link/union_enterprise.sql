-- One row per link that counts between an enterprise and a base union, by a certain rule or a person's decision, with the
-- period in which it holds. is_current: on the build's date, and the ledger calls the union active, or a person says of
-- one whose status nobody can read that it covers. is_challenged: somebody doubts it, or said no before a record changed.
-- A branch stands under its head office's union. Records that somebody said are one are one here, with the links of both.
with unions as (
    select * from clean.union where is_base_union
),

said as (
    select
        enterprise_id, union_id,
        max(actor_name) filter (standing = 'applied' and decision = 'yes') as actor_name,
        bool_or(standing = 'applied' and decision = 'yes') as holds,
        bool_or(standing = 'applied' and decision = 'no') as falls,
        bool_or(challenged or (standing = 'changed' and decision = 'no')) as is_doubted
    from link.decision
    where enterprise_id is not null and standing <> 'resting'
    group by enterprise_id, union_id
),

by_rule as (
    select
        l.*, case when said.holds then said.actor_name end as decided_by, coalesce(said.is_doubted, false) as is_challenged
    from link.certain_link_kept as l
    left join said using (enterprise_id, union_id)
    where said.falls is not true and not (l.status = 'unknown' and coalesce(said.holds, false))
),

by_decision as (
    select
        said.enterprise_id, said.union_id, u.union_type,
        case u.union_type when 'own' then 'host' else 'covered' end as relation,
        u.established_on as valid_from, null::date as valid_to,
        'decision' as link_rule, 1.0 as link_confidence,
        case u.status when 'unknown' then 'active' else u.status end as status,
        u.established_on, u.file_id, u.sheet, u.row,
        said.actor_name as decided_by, said.is_doubted as is_challenged
    from said
    join unions as u using (union_id)
    where said.holds
        and not exists (select 1 from by_rule where by_rule.enterprise_id = said.enterprise_id and by_rule.union_id = said.union_id)
),

direct as (
    select * from by_rule
    union all
    select * from by_decision
),

head_offices as (
    select distinct coalesce(e.kept_id, h.enterprise_id) as enterprise_id, coalesce(o.kept_id, h.head_office_id) as head_office_id
    from link.head_office as h
    left join link.merged as e on e.old_id = h.enterprise_id
    left join link.merged as o on o.old_id = h.head_office_id
),

through_head_office as (
    select
        h.enterprise_id, d.union_id, d.union_type, 'headquarters' as relation, d.valid_from, d.valid_to,
        'head_office' as link_rule, 0.9 as link_confidence, d.status, d.established_on, d.file_id, d.sheet, d.row,
        null::varchar as decided_by, d.is_challenged or coalesce(said.is_doubted, false) as is_challenged
    from head_offices as h
    join direct as d on d.enterprise_id = h.head_office_id
    left join said on said.enterprise_id = h.enterprise_id and said.union_id = d.union_id
    where said.falls is not true
        and not exists (select 1 from direct where direct.enterprise_id = h.enterprise_id and direct.union_id = d.union_id)
),

links as (
    select * from direct
    union all
    select * from through_head_office
)

select
    enterprise_id, union_id, union_type, relation, valid_from, valid_to, link_rule, link_confidence, decided_by,
    status = 'active' and coalesce(valid_from <= as_of, true) and coalesce(valid_to > as_of, true) as is_current,
    is_challenged, status, established_on, file_id, sheet, row
from links
cross join raw.build
qualify row_number() over (partition by enterprise_id, union_id, relation, valid_from, valid_to order by link_confidence desc, file_id, sheet, row) = 1
