-- One row per enterprise that gives a longitude and latitude, with its coordinate system (NULL: not named) and what is
-- wrong with it (NULL: nothing).
select
    enterprise.rowid as enterprise, enterprise.lon, enterprise.lat, system.system,
    case
        when not (enterprise.lon between $west and $east and enterprise.lat between $south and $north) then 'point_out_of_range'
        when system.system is null then 'point_without_crs'
    end as fault
from clean.enterprise
left join clean.coordinate_system system on system.crs = enterprise.crs
where enterprise.lon is not null and enterprise.lat is not null
