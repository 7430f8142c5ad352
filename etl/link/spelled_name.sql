-- One row per name that stands in a pair: its core (trade name and industry) without numbers, and how each character of
-- it sounds and looks; NULL where no partner's core is as long, for only then these are compared, and they are dear.
with pairs as (
    select
        l.bare_name as union_name, l.core as union_core, r.bare_name as enterprise_name, r.core as enterprise_core,
        length(l.core) = length(r.core) as as_long
    from link.pair
    join link.union_side as l on l.unique_id = union_key
    join link.enterprise_side as r on r.unique_id = enterprise_id
),

names as (
    select bare_name, core, bool_or(as_long) as is_read
    from (
        select union_name as bare_name, union_core as core, as_long from pairs
        union all
        select enterprise_name, enterprise_core, as_long from pairs
    )
    group by bare_name, core
),

characters as (
    select bare_name, unnest(string_split(core, '')) as character, generate_subscripts(string_split(core, ''), 1) as position
    from names where is_read
),

read as (
    select
        bare_name,
        list(coalesce(sound, character) order by position) as sounds, list(coalesce(shape, '') order by position) as shapes
    from characters left join link.character using (character)
    group by bare_name
)

select bare_name, sounds, shapes, regexp_replace(core, '[0-9一二三四五六七八九十甲乙丙丁]', '', 'g') as core_without_number
from names
left join read using (bare_name)
