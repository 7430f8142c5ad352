-- One row per candidate that the model weighed and comparison: what it found (level; 'missing' where one of the records
-- says nothing), the weight in bits, for and against, and what was compared. Of several names of one union the likeliest.
-- Of people the surname alone.
with weighed as (
    select
        coalesce(e.kept_id, l.enterprise_id) as enterprise_id, coalesce(m.kept_id, l.union_id) as union_id,
        l.enterprise_id as of_enterprise, l.union_id as of_union, l.bare_name, l.match_weight
    from link.likeness as l
    left join link.merged as e on e.old_id = l.enterprise_id
    left join link.merged as m on m.old_id = l.union_id
),

likeliest as (
    select union_id, enterprise_id, of_enterprise, of_union, bare_name
    from weighed
    semi join warehouse.mart.link_candidate using (union_id, enterprise_id)
    qualify row_number() over (
        partition by union_id, enterprise_id order by match_weight desc, bare_name, of_enterprise, of_union) = 1
)

select
    l.enterprise_id, l.union_id, p.position, p.comparison, p.level, p.weight,
    case when comparison = 'person' then left(union_value, 1) || '*' else union_value end as union_value,
    case when comparison = 'person' then left(enterprise_value, 1) || '*' else enterprise_value end as enterprise_value
from link.likeness_part as p
join likeliest as l on l.of_enterprise = p.enterprise_id and l.of_union = p.union_id and l.bare_name = p.bare_name
order by l.enterprise_id, l.union_id, p.position
