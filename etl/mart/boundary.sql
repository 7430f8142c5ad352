-- One row per polygon to draw, as GeoJSON text in WGS84. Empty where the county has brought no boundary file.
select name, kind, geojson, label_lon, label_lat, is_schematic from clean.boundary order by kind, name
