-- Coordinates that cannot be used: no coordinate system named, or not in China (longitude and latitude swapped, metres).
select
    'enterprise_registry' as source_kind, enterprise.file_id, enterprise.sheet, enterprise.row,
    case fault.fault when 'point_without_crs' then 'crs' else 'lon' end as column_name,
    case fault.fault when 'point_without_crs' then enterprise.crs
         else enterprise.lon::varchar || ', ' || enterprise.lat::varchar end as value,
    fault.fault as reason_code, 'cell' as severity
from clean.point_fault fault
join clean.enterprise enterprise using (enterprise_id)
