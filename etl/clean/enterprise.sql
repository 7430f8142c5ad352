-- One row per registry entity, wherever it lies. A code that stands on several names is its current holder's alone.
-- Dates after the build's as-of are not believed (NULL, and a reject).
with kept as (
    select row_key, enterprise_id
    from clean.registry_identity
    anti join clean.registry_again using (row_key)
),

build as (
    select as_of from raw.build
),

-- where rows about one entity disagree on its status, nobody knows it
disputed as (
    select distinct again.first_row_key as row_key
    from clean.registry_again as again
    join clean.registry_row as other using (row_key)
    join clean.registry_row as kept_row on kept_row.row_key = again.first_row_key
    where other.registration_status <> kept_row.registration_status
        and other.registration_status <> 'unknown' and kept_row.registration_status <> 'unknown'
),

former as (
    select
        row_key,
        list_filter(list_transform(string_split_regex(former_names, '[、,，;；/|\n]+'), lambda n: trim(n)), lambda n: n <> '') as names
    from clean.registry_row
    where former_names is not null
)

select
    kept.enterprise_id, r.file_id, r.sheet, r.row,
    r.name, r.bare_name as name_key,
    case when kept.enterprise_id like 'C-%' then r.credit_code end as credit_code,
    r.credit_code_as_written,
    case when r.credit_code is not null and kept.enterprise_id not like 'C-%' then 'held_by_another' else r.credit_code_status end
        as credit_code_status,
    r.credit_code_repair, r.registration_number,
    coalesce(former.names, []) as former_names,
    r.entity_class_written as entity_class,
    case when disputed.row_key is not null then 'unknown' when r.closed_on <= as_of and r.registration_status = 'unknown' then 'dissolved' else r.registration_status end
        as registration_status,
    case when r.established_on <= as_of then r.established_on end as established_on,
    case when r.closed_on <= as_of then r.closed_on end as closed_on,
    r.industry_section, r.industry_division, r.industry_code,
    r.registered_capital_10k, r.registered_capital_currency,
    r.registered_address, r.business_address, r.legal_representative,
    try_cast(r.lon as double) as lon, try_cast(r.lat as double) as lat, r.crs,
    substr(r.credit_code, 3, 6) as code_district
from kept
join clean.registry_row as r using (row_key)
cross join build
left join former using (row_key)
left join disputed on disputed.row_key = r.row_key
