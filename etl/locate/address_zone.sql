-- One row per address that names a park, development zone or new district: its name as this county says it.
with address as (
    select address.address_id, address.tail, form.form, form.rank
    from clean.address
    left join clean.address_search search using (address_id)
    left join clean.place_form form on form.form_id = coalesce(address.form_id, search.form_id)
    where address.place <> 'elsewhere' and (contains(address.tail, '园') or contains(address.tail, '区'))
),

searched as (
    select
        address_id,
        nullif(regexp_extract(tail, $zone_pattern, 1), '') as known_zone,
        -- the township's name is no part of its park's, but 辉埠 is a part of 辉埠新区
        zone_search(case when rank < 3 then replace(tail, form, ' ') else tail end) as found
    from address
),

named as (
    select address_id, coalesce(known_zone, zone_of(found)) as zone
    from searched
    where known_zone is not null or found.zone <> ''
)

select address_id, zone_name_key(zone, $county, $county_stem) as zone_name
from named
where zone is not null
