-- Registry rows about an enterprise that another row already gives: `identical` where nothing differs, else the row
-- contradicts the first one. A row without a code is 'again' when exactly one row with a code bears its full name.
with identities as (
    select row_key, enterprise_id from clean.registry_identity
),

coded_names as (
    select bare_name, min(row_key) as first_row_key, min(registration_number) as registration_number
    from clean.registry_row
    where credit_code is not null
        and bare_name in (select bare_name from clean.registry_row where credit_code is null)
    group by bare_name having count(distinct credit_code) = 1
),

without_code as (
    select r.row_key, coded_names.first_row_key
    from clean.registry_row as r
    join identities on identities.row_key = r.row_key
    join coded_names on coded_names.bare_name = r.bare_name
    where r.credit_code is null
        and (starts_with(enterprise_id, 'N-') or coalesce(coded_names.registration_number = r.registration_number, true))
),

others as (
    select row_key, enterprise_id from identities anti join without_code using (row_key)
),

repeated as (
    select enterprise_id, min(row_key) as first_row_key from others group by enterprise_id having count(*) > 1
),

same_id as (
    select row_key, first_row_key
    from others join repeated using (enterprise_id)
    where row_key <> first_row_key
),

pairs as (
    select row_key, first_row_key from without_code
    union all
    select row_key, first_row_key from same_id
)

select
    row_key, first_row_key,
    (r.name, r.credit_code_tidied, r.status_written, r.established_written, r.closed_written, r.registered_address,
     r.business_address, r.entity_type, r.industry_written, r.capital_written, r.lon, r.lat)
    is not distinct from
    (f.name, f.credit_code_tidied, f.status_written, f.established_written, f.closed_written, f.registered_address,
     f.business_address, f.entity_type, f.industry_written, f.capital_written, f.lon, f.lat) as identical
from pairs
join clean.registry_row as r using (row_key)
join clean.registry_row as f on f.row_key = first_row_key
