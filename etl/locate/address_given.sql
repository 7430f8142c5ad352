-- One row per enterprise and address that it gives: text for comparing, where the county's full name stands in it
-- (0: nowhere), and what stands before it (its first 20 characters where the name is missing).
with given as (
    select enterprise_id, 'business_address' as address_kind, business_address as written, place_text(business_address) as address
    from clean.enterprise where business_address is not null
    union all
    select enterprise_id, 'registered_address' as address_kind, registered_address as written, place_text(registered_address) as address
    from clean.enterprise where registered_address is not null
),

found as (
    select *, instr(address, $county) as county_at from given where address is not null
)

select
    row_number() over () as address_id,
    enterprise_id, address_kind, written, address, county_at,
    case when county_at > 0 then left(address, county_at - 1) else left(address, 20) end as head
from found
