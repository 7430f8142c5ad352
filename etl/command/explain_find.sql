-- What an id, a code or a full name means: enterprises before unions.
with
enterprise as (from mart.enterprise),
"union" as (from mart."union"),
goes_on as (from mart.identity_decision where decision = 'same' and standing = 'applied'),

enterprise_found as (
    select
        'enterprise' as kind,
        enterprise_id as id,
        name,
        enterprise_id = $wanted as is_id
    from enterprise
    where
        $wanted in (enterprise_id, credit_code, registration_number, name)
        or enterprise_id in (select kept_id from goes_on where old_id = $wanted)
),

union_found as (
    select
        'union' as kind,
        union_id as id,
        union_name as name,
        union_id = $wanted as is_id
    from "union"
    where
        $wanted in (union_id, union_code, union_name)
        or union_id in (select kept_id from goes_on where old_id = $wanted)
),

found as (
    from enterprise_found
    union all
    from union_found
)

select
    kind,
    id,
    name
from found
order by is_id desc, kind, id
