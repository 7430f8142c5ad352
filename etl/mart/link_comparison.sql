-- One row per candidate that the model weighed and comparison: what it found (level; 'missing' where one of the records
-- says nothing), the weight in bits, for and against, and what was compared. Of several names of one union the likeliest.
-- Of people the surname alone.
with likeliest as (
    select union_id, enterprise_id, bare_name
    from link.likeness
    semi join warehouse.mart.link_candidate using (union_id, enterprise_id)
    qualify row_number() over (partition by union_id, enterprise_id order by match_weight desc, bare_name) = 1
)

select
    p.enterprise_id, p.union_id, p.position, p.comparison, p.level, p.weight,
    case when comparison = 'person' then left(union_value, 1) || '*' else union_value end as union_value,
    case when comparison = 'person' then left(enterprise_value, 1) || '*' else enterprise_value end as enterprise_value
from link.likeness_part as p
semi join likeliest using (union_id, enterprise_id, bare_name)
order by p.enterprise_id, p.union_id, p.position
