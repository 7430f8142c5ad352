-- One row per definition of size, county-wide, over enterprises in scope; size_unknown counts those of which it is not
-- known whether the definition holds, challenged those covered of which every link is doubted.
with enterprises as (
    select is_larger, is_above_scale, is_25plus, is_100plus, size_class, union_status, is_challenged from warehouse.mart.enterprise where in_scope
),

flags as (
    select 'larger' as definition, 1 as position, is_larger as holds, union_status, is_challenged from enterprises
    union all
    select 'above_scale', 2, is_above_scale, union_status, is_challenged from enterprises
    union all
    select '25plus', 3, is_25plus, union_status, is_challenged from enterprises
    union all
    select '100plus', 4, is_100plus, union_status, is_challenged from enterprises
    union all
    select 'size_class:large', 5, size_class = 'large', union_status, is_challenged from enterprises
    union all
    select 'size_class:medium', 6, size_class = 'medium', union_status, is_challenged from enterprises
    union all
    select 'size_class:small', 7, size_class = 'small', union_status, is_challenged from enterprises
    union all
    select 'size_class:micro', 8, size_class = 'micro', union_status, is_challenged from enterprises
)

select
    definition, position,
    count(*) filter (holds) as enterprises,
    count(*) filter (holds and union_status = 'own') as own,
    count(*) filter (holds and union_status = 'joint') as joint,
    count(*) filter (holds and union_status = 'headquarters') as headquarters,
    count(*) filter (holds and union_status = 'uncertain') as uncertain,
    count(*) filter (holds and union_status = 'none') as "none",
    count(*) filter (holds and is_challenged and is_covered(union_status)) as challenged,
    count(*) filter (holds is null) as size_unknown
from flags
group by definition, position
order by position
