select township_name, tile_column, tile_row, is_set
from mart.tile
order by tile_row, tile_column
