select "name", kind, geojson, label_lon, label_lat, is_schematic
from mart.boundary
order by kind, "name"
