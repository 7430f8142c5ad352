-- zh: 各功能区之和等于地址在功能区的企业
with zones as (
    select
        coalesce(sum(enterprises), 0) as enterprises, coalesce(sum(larger), 0) as larger,
        coalesce(sum(size_unknown), 0) as size_unknown
    from mart.zone
),

in_zones as (
    select
        count(*) as enterprises, count(*) filter (is_larger) as larger, count(*) filter (is_larger is null) as size_unknown
    from mart.enterprise
    where in_scope and zone_name is not null
)

select zones.enterprises, in_zones.enterprises as enterprises_in_zones, zones.larger, in_zones.larger as larger_in_zones
from zones, in_zones
where (zones.enterprises, zones.larger, zones.size_unknown)
    <> (in_zones.enterprises, in_zones.larger, in_zones.size_unknown)
