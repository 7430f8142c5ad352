-- One row per way to write the county: alone, or after its city and province; whole is what stands for all of it (全县).
select
    unnest([c.name, c.city || c.name, c.province || c.city || c.name, c.province || c.name]) as name,
    '全' || right(c.name, 1) as whole
from (
    select
        max(value) filter (where key = 'area_name') as name,
        coalesce(max(value) filter (where key = 'area_city'), '') as city,
        coalesce(max(value) filter (where key = 'area_province'), '') as province
    from raw.setting
) as c
