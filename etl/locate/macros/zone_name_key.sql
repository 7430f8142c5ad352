-- A park's name as this county says it: without the county before it, 县 alone included (县建材工业园区); one that is
-- nothing but a kind of park gets the county's short name (常山县工业园区, 工业园区 → 常山工业园区).
create or replace macro zone_name_key(n, county, county_stem) as
    regexp_replace(
        zone_without_county(n, county, county_stem),
        '^(经济技术开发区|经济开发区|开发区|工业园区|工业园|工业区|高新区|产业园区|产业园)$',
        county_stem || '\1')
