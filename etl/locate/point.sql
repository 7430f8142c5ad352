-- One row per enterprise with a usable point: WGS84 degrees, and the township and zone around it (NULL: none).
select
    located.enterprise, located.lon, located.lat,
    township.name as township_name, zone.name as zone_name
from located_points located
left join clean.boundary_shape township on township.shape_id = located.township
left join clean.boundary_shape zone on zone.shape_id = located.zone
