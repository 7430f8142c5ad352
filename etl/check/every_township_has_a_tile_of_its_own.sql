-- zh: 每个乡镇在方格图上各占一格
with placed as (
    select tile_column, tile_row, string_agg(township_name, '、' order by township_name) as townships, count(*) as number
    from mart.tile
    group by tile_column, tile_row
)

select townships, tile_column, tile_row from placed where number > 1
union all
select township_name, null, null
from mart.township
where township_name <> '未定位' and township_name not in (select township_name from mart.tile)
