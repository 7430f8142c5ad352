-- Enterprises and unions by part of a name or code; what begins with the text comes first, scope before the rest.
with found as (
    select
        'enterprise' as kind, enterprise_id as id, name, credit_code as code, township_name,
        union_status as state, in_scope as matters
    from mart.enterprise
    where
        contains(lower(name), lower($search)) or contains(lower(credit_code), lower($search))
        or contains(registration_number, $search)
    union all
    select 'union', union_id, union_name, union_code, township_name, status, is_base_union
    from mart."union"
    where contains(lower(union_name), lower($search)) or contains(lower(union_code), lower($search))
)

select kind, id, name, code, township_name, state, count(*) over () as total
from found
order by not matters, not starts_with(lower(name), lower($search)), length(name), name, id
limit 8
