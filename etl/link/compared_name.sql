-- One row per name that can be compared with others: its parts, its core (trade name and industry), and the name without
-- its place (whole). The place of another county in front is a place too.
with wanted as (
    select bare_name from link.uncertain_mention
    union
    select name_key from clean.enterprise
),

placed as (
    select
        p.* exclude (name_trade, name_place),
        -- a place, and two characters of a name behind it; cut off here, for a group of a match is searched for twice
        left(regexp_extract(name_trade, '^(?:[^省市县区()]{1,2}(?:[^省市县区()小园社景校厂牧矿]区|[^省市县区()超门城夜菜]市|[^省市县区()]县|[^省市县区()]省))+..'), -2) as other_place,
        -- 第二, 第2 and 二 are one number; most names hold none of it, and to ask is cheaper than to translate
        case when regexp_matches(name_trade, '[一二三四五六七八九第]')
             then regexp_replace(translate(name_trade, '一二三四五六七八九', '123456789'), '第(\d)', '\1')
             else name_trade end as name_trade,
        name_place
    from clean.name_part as p
    semi join wanted using (bare_name)
    where length(name_trade || name_industry) >= 2
)

select
    bare_name, name_industry as industry, name_legal_form as legal_form, name_branch as branch, name_brackets as brackets,
    name_place || other_place as place, other_place, trade, trade || name_industry as core,
    trade || name_industry || name_legal_form || name_branch as whole
from (select *, substr(name_trade, length(other_place) + 1) as trade from placed)
