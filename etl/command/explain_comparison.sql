-- What the model compared of each possible link of an enterprise or a union: what it found, its weight in bits.
with
link_comparison as (from mart.link_comparison)

select
    enterprise_id,
    union_id,
    comparison,
    level as comparison_level,
    weight,
    union_value,
    enterprise_value
from link_comparison
where $id in (enterprise_id, union_id)
order by enterprise_id, union_id, position
