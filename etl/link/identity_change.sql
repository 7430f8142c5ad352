-- One row per word about who is who whose records say otherwise now: changes (id, field, before, now).
with now as (
    select
        enterprise_id as id,
        unnest([{field: 'name', value: name}, {field: 'credit_code', value: credit_code}], recursive := true)
    from clean.enterprise
    where enterprise_id in (select id from raw.identity_record)
    union all
    select
        union_id,
        unnest([
            {field: 'union_name', value: union_name},
            {field: 'union_code', value: union_code},
            {field: 'host_name', value: coalesce(host_name_written, case when host_name_derived then host_bare_name end)},
            {field: 'host_code', value: host_code}], recursive := true)
    from clean.union
    where union_id in (select id from raw.identity_record)
)

select
    seen.event_id,
    list({id: seen.id, field: seen.field, before: seen.value, now: now.value} order by seen.id, seen.field) as changes
from raw.identity_record as seen
join now using (id, field)
where seen.value is distinct from now.value
group by seen.event_id
