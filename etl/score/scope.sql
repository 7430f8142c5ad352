-- One row per enterprise in the area: whether it counts, and why or why not; the first reason in this order.
with included as (
    select replace(key, 'include_scope.', '') as entity_class from raw.setting where starts_with(key, 'include_scope.')
),

reasons as (
    select
        e.enterprise_id,
        case
            when e.registration_status in ('dissolved', 'revoked', 'moved_out', 'closed', 'liquidating', 'dormant')
                then e.registration_status
            when e.entity_class in ('branch', 'individual_business', 'cooperative') and included.entity_class is null
                then e.entity_class
            when e.registration_status = 'unknown' then 'status_unknown'
            else 'active'
        end as scope_reason
    from clean.enterprise as e
    join clean.location as l using (enterprise_id)
    left join included using (entity_class)
    where l.in_area
)

select enterprise_id, scope_reason, scope_reason in ('active', 'status_unknown') as in_scope
from reasons
