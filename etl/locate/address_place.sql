-- One row per beginning of an address: does it lead to this county (here), to another place (elsewhere), or name no
-- county (silent)? cut: characters before the text that names a township, for addresses without the county's full name.
-- City and province that county.toml leaves open are those most often written before the county's name.
with area as (
    select
        area.county, area.county_stem, area.holds_several_counties,
        coalesce(area.city, learned.city) as city,
        coalesce(area.city_stem, regexp_extract(learned.city, '^(.{2,})(?:市|地区|盟|自治州)$', 1)) as city_stem,
        coalesce(area.province_stem, nullif(regexp_extract(learned.province, '^(.{2,}?)(?:省|市|[壮回维]?\S{0,3}自治区)$', 1), '')) as province_stem
    from clean.area, (
        select
            arg_max(city, addresses) filter (where city <> '') as city,
            arg_max(province, addresses) filter (where province <> '') as province
        from (
            select nullif(city, '') as city, nullif(province, '') as province, sum(addresses) as addresses
            from clean.address_head
            where has_county and named = length(head) and county = ''
            group by all
        )
    ) learned
),

known_start as (
    -- 天马街道市场路 begins with a township, not with a city
    select distinct head.head
    from clean.address_head head
    join clean.place_form form
        on form.first_two = left(head.head, 2) and not form.only_at_start and starts_with(head.head, form.form)
    where not head.has_county
),

named as (
    select
        head.*,
        substr(head.head, head.before_county + 1) as rest,
        area.county_stem, area.holds_several_counties,
        known_start.head is not null as begins_with_place,
        head.province <> '' and area.province_stem is not null
            and not starts_with(head.province, area.province_stem) as is_other_province,
        head.city <> '' and head.city is distinct from area.city and head.city is distinct from area.city_stem
            as is_other_city
    from clean.address_head head
    left join known_start using (head), area
),

stemmed as (
    select
        *,
        not has_county and county_stem is not null and starts_with(rest, county_stem)
            and not road_follows(substr(rest, length(county_stem) + 1)) as has_stem
    from named
)

select
    head, has_county,
    case
        when begins_with_place then 'silent'
        when is_other_province then 'elsewhere'
        when holds_several_counties then case when has_county then 'here' else 'silent' end
        when county <> '' and not has_stem then 'elsewhere'
        -- 金华市常山县 is this county under a former city; 江山市贺村镇常山县商会 is in 江山市
        when is_other_city and not (has_county and named = length(head)) then 'elsewhere'
        when has_county or has_stem then 'here'
        else 'silent'
    end as place,
    case when begins_with_place then 0 when has_stem then before_county + length(county_stem) else before_county end as cut
from stemmed
