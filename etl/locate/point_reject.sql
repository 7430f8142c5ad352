-- Coordinates that cannot be used: no coordinate system named, or not in China (longitude and latitude swapped, metres).
select
    'enterprise_registry' as source_kind, enterprise.file_id, enterprise.sheet, enterprise.row,
    case given.fault when 'point_without_crs' then 'crs' else 'lon' end as column_name,
    case given.fault when 'point_without_crs' then enterprise.crs
         else enterprise.lon::varchar || ', ' || enterprise.lat::varchar end as value,
    given.fault as reason_code, 'cell' as severity
from clean.point_given given
join clean.enterprise on enterprise.rowid = given.enterprise
where given.fault is not null
