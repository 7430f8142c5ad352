-- One row per name that stands in a pair: how each character of its core (trade name and industry) sounds and looks, the
-- core without numbers, and what core and whole would be with one character less.
with sides as (
    select bare_name, core, whole from link.union_side where unique_id in (select union_key from link.pair)
    union
    select bare_name, core, whole from link.enterprise_side where unique_id in (select enterprise_id from link.pair)
),

characters as (
    select bare_name, unnest(string_split(core, '')) as character, generate_subscripts(string_split(core, ''), 1) as position
    from sides
),

read as (
    select
        bare_name,
        list(coalesce(sound, character) order by position) as sounds, list(coalesce(shape, '') order by position) as shapes
    from characters left join link.character using (character)
    group by bare_name
)

select
    bare_name, sounds, shapes,
    regexp_replace(core, '[0-9一二三四五六七八九十甲乙丙丁]', '', 'g') as core_without_number,
    one_less(core) as core_neighbours, one_less(whole) as whole_neighbours
from sides
join read using (bare_name)
