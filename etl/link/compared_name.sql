-- One row per name that is compared with others: its parts, how its core (trade name and industry) sounds and looks, the
-- name without its place (whole), and what core and whole would be with one character less (neighbours), which names one
-- character apart share. The place of another county in front is a place too.
with wanted as (
    select bare_name from link.uncertain_mention
    union
    select name_key from clean.enterprise
),

placed as (
    select
        p.* exclude (name_trade, name_place),
        regexp_extract(name_trade, '^((?:[^省市县区()]{1,2}(?:[^省市县区()小园社景校厂牧矿]区|[^省市县区()超门城夜菜]市|[^省市县区()]县|[^省市县区()]省))+)..', 1) as other_place,
        -- 第二, 第2 and 二 are one number
        regexp_replace(translate(name_trade, '一二三四五六七八九', '123456789'), '第(\d)', '\1') as name_trade,
        name_place
    from clean.name_part as p
    semi join wanted using (bare_name)
    where length(name_trade || name_industry) >= 2
),

parts as (
    select
        bare_name, name_industry as industry, name_legal_form as legal_form, name_branch as branch, name_brackets as brackets,
        name_place || other_place as place, other_place, trade, trade || name_industry as core,
        trade || name_industry || name_legal_form || name_branch as whole
    from (select *, substr(name_trade, length(other_place) + 1) as trade from placed)
),

characters as (
    select bare_name, unnest(string_split(core, '')) as character, generate_subscripts(string_split(core, ''), 1) as position
    from parts
),

read as (
    select
        bare_name,
        list(coalesce(sound, character) order by position) as sounds, list(coalesce(shape, '') order by position) as shapes
    from characters left join link.character using (character)
    group by bare_name
)

select
    *,
    array_to_string(sounds, ' ') as sound,
    regexp_replace(core, '[0-9一二三四五六七八九十甲乙丙丁]', '', 'g') as core_without_number,
    [core] || list_transform(range(1, length(core) + 1), lambda i: substr(core, 1, i - 1) || substr(core, i + 1)) as core_neighbours,
    [whole] || list_transform(range(1, length(whole) + 1), lambda i: substr(whole, 1, i - 1) || substr(whole, i + 1))
        as whole_neighbours
from parts
join read using (bare_name)
