-- One row per name that is compared with others: its parts, how its core (trade name and industry) sounds and looks,
-- and what it would be with one character less, which names one character apart share.
with wanted as (
    select bare_name from link.uncertain_mention
    union
    select name_key from clean.enterprise
),

parts as (
    select p.*, name_trade || name_industry as core
    from clean.name_part as p
    semi join wanted using (bare_name)
    where length(name_trade || name_industry) >= 2
),

characters as (
    select bare_name, unnest(string_split(core, '')) as character, generate_subscripts(string_split(core, ''), 1) as place
    from parts
),

read as (
    select bare_name, list(coalesce(sound, character) order by place) as sounds, list(coalesce(shape, '') order by place) as shapes
    from characters left join link.character using (character)
    group by bare_name
)

select
    bare_name, core, name_trade as trade, name_industry as industry, name_place as place, name_legal_form as legal_form,
    name_branch as branch, name_brackets as brackets, sounds, shapes,
    array_to_string(sounds, ' ') as sound,
    regexp_replace(core, '[0-9一二三四五六七八九十甲乙丙丁]', '', 'g') as core_without_number,
    list_distinct(list_append(
        list_transform(range(1, length(core) + 1), lambda i: substr(core, 1, i - 1) || substr(core, i + 1)), core)) as neighbours
from parts
join read using (bare_name)
