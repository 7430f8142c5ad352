-- Points that lie in another township than the address names: the text is kept, the point is reported.
select
    'enterprise_registry' as source_kind, enterprise.file_id, enterprise.sheet, enterprise.row, 'lon' as column_name,
    printf('%.5f, %.5f', point.lon, point.lat) || '（' || point.township_name || '）' as value,
    'point_contradicts_address' as reason_code, 'cell' as severity
from clean.point
join clean.enterprise on enterprise.rowid = point.enterprise
join clean.location on location.enterprise_id = enterprise.enterprise_id
where location.township_method in ('business_address', 'registered_address', 'former_name', 'village')
    and point.township_name <> location.township_name
