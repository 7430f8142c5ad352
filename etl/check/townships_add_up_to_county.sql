-- zh: 各乡镇与未定位之和等于全县
with townships as (
    select sum(enterprises) as enterprises, sum(larger) as larger, sum(size_unknown) as size_unknown from mart.township
),

county as (
    select
        count(*) filter (in_scope) as enterprises, count(*) filter (in_scope and is_larger) as larger,
        count(*) filter (in_scope and is_larger is null) as size_unknown
    from mart.enterprise
)

select townships.enterprises, county.enterprises as county_enterprises, townships.larger, county.larger as county_larger
from townships, county
where (townships.enterprises, townships.larger, townships.size_unknown) <> (county.enterprises, county.larger, county.size_unknown)
