-- Polygons that name no township of the county and are no zone: not drawn. row: the feature's number in the file.
select
    'boundary' as source_kind, feature.file_id, '' as sheet, feature.position as row, 'name' as column_name,
    feature.written as value, 'boundary_name_unknown' as reason_code, 'row' as severity
from clean.boundary_feature feature
anti join clean.boundary_named using (file_id, position)
