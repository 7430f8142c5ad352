-- One row per polygon whose name is known: a zone, under the name that it has in addresses too, or a township of the
-- county, by its name, a former one, or a name that a present one begins (新昌乡上, 新昌乡下).
with written as (
    select feature.*, place_text(feature.written) as plain, area.county, area.county_stem
    from clean.boundary_feature feature, clean.area area
),

feature as (
    select written.*, township_text(plain, county) as text from written
),

zone as (
    select file_id, position, zone_name_key(plain, county, county_stem) as name, 'zone' as kind
    from feature
    where is_zone and text is not null
),

township as (
    select feature.file_id, feature.position, max_by(alias.township_name, length(alias.alias)) as name, 'township' as kind
    from feature
    join clean.township_alias alias
        on (alias.alias_kind = 'current' and starts_with(feature.text, alias.alias))
        or (alias.alias_kind = 'former' and feature.text = alias.alias)
    where not feature.is_zone
    group by feature.file_id, feature.position
)

select feature.file_id, feature.source_file, feature.position, named.name, named.kind, feature.is_schematic, feature.shape
from feature
join (from zone union all by name from township) named using (file_id, position)
