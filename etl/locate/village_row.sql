-- Every row of the village files with its township in this county, by name, or by code within its code system.
-- Without a code system a code counts only where all systems together give it to one township.
-- reason_code says why a row has no township; is_of_area false: a row of another county.
with written as (
    select
        file_id, sheet, row,
        place_text(name) as village_name,
        place_text(township) as township,
        place_text(township_code) as township_code,
        place_text(code) as code,
        place_text(code_system) as code_system,
        place_text(county) as county
    from raw.village
),

village as (
    select
        written.file_id, written.sheet, written.row, written.village_name, written.code_system, written.county,
        township_text(written.township, area.county) as written_township,
        township_code_text(written.township_code) as township_code,
        of_area(written.county, coalesce(written.township_code, written.code), area) as looks_of_area
    from written, clean.area area
),

code_of_system as (
    select code, code_system, min(township_name) as township_name
    from clean.township_code
    where code_system is not null
    group by code, code_system
),

code_of_any as (
    select code, min(township_name) as township_name, count(distinct township_name) as townships
    from clean.township_code
    group by code
),

known_name as (
    select alias, township_name from clean.township_alias where alias_kind in ('current', 'former')
)

select
    village.file_id, village.sheet, village.row, village.village_name,
    village.written_township, village.township_code, village.code_system,
    -- where the township is known, a foreign-looking code is no matter
    (village.county is null and (written_township is not null or code_of_any.code is not null))
        or village.looks_of_area as is_of_area,
    case
        when written_township is not null then known_name.township_name
        when village.code_system is not null then code_of_system.township_name
        when code_of_any.townships = 1 then code_of_any.township_name
    end as township_name,
    case
        when village_name is null then 'village_name_missing'
        when written_township is not null
            then case when known_name.township_name is null then 'unknown_township' end
        when township_code is null then 'village_township_missing'
        when village.code_system is not null
            then case when code_of_system.township_name is null then 'township_code_unknown' end
        when code_of_any.townships > 1 then 'township_code_ambiguous'
        when code_of_any.townships is null then 'township_code_unknown'
    end as reason_code
from village
left join known_name on known_name.alias = village.written_township
left join code_of_system on code_of_system.code = village.township_code and code_of_system.code_system = village.code_system
left join code_of_any on code_of_any.code = village.township_code
