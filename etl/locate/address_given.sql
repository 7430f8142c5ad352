-- One row per enterprise (its number is clean.enterprise's rowid) and address that it gives, without blanks: where the
-- county's full name stands in it (0: nowhere), and what stands before it (its first 20 characters where it is missing).
-- clean.enterprise has normalised the text.
with given as (
    select rowid as enterprise, 1 as position, replace(business_address, ' ', '') as address
    from clean.enterprise where business_address is not null
    union all
    select rowid as enterprise, 2 as position, replace(registered_address, ' ', '') as address
    from clean.enterprise where registered_address is not null
),

found as (
    select *, instr(address, $county) as county_at from given
)

select
    2 * enterprise + position as address_id,
    enterprise, position, address, county_at,
    case when county_at > 0 then left(address, county_at - 1) else left(address, 20) end as head
from found
