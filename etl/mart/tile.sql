-- One row per township: where it stands where there is no boundary to draw, in columns from the left and rows from the
-- top, from 1. is_set: by [tiles] of county.toml; the others follow below, four a row, by name.
with township as (
    select township_name from clean.township
),

placed as (
    select township_name, tile_column, tile_row from raw.tile semi join township using (township_name)
),

last_row as (
    select coalesce(max(tile_row), 0) as tile_row from placed
),

others as (
    select township_name, row_number() over (order by township_name) - 1 as position
    from township
    anti join placed using (township_name)
)

select township_name, tile_column, tile_row, true as is_set from placed
union all
select township_name, others.position % 4 + 1, last_row.tile_row + others.position // 4 + 1, false
from others, last_row
order by tile_row, tile_column
