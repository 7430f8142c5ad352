-- One row per thing that people decided about a pair, or a union's host (enterprise_id NULL). standing: 'applied';
-- 'resting', where an id is in no source any more; 'changed', where a record does not say any more what it said to whoever
-- decided. Only an applied one moves a link; the others are kept and shown.
with decisions as (
    select * from raw.link_decision where decision <> 'open' or challenged
),

paired as (
    select
        d.event_id,
        (d.enterprise_id is null or e.enterprise_id is not null) and u.union_id is not null as is_there,
        [
            {field: 'name', value: e.name},
            {field: 'credit_code', value: e.credit_code},
            {field: 'address', value: p.address},
            {field: 'union_name', value: u.union_name},
            {field: 'union_code', value: u.union_code},
            {field: 'host_name', value: coalesce(u.host_name_written, case when u.host_name_derived then u.host_bare_name end)},
            {field: 'host_code', value: u.host_code}
        ] as record
    from decisions as d
    left join clean.enterprise as e using (enterprise_id)
    left join clean.location as p using (enterprise_id)
    left join clean.union as u using (union_id)
),

now as (
    select event_id, unnest(record, recursive := true) from paired where is_there
),

changes as (
    select seen.event_id, list({field: seen.field, before: seen.value, now: now.value} order by seen.field) as changes
    from raw.link_record as seen
    join now using (event_id, field)
    where seen.value is distinct from now.value
    group by seen.event_id
)

select
    d.*,
    case when not paired.is_there then 'resting' when changes.event_id is not null then 'changed' else 'applied' end as standing,
    coalesce(changes.changes, []) as changes
from decisions as d
join paired using (event_id)
left join changes using (event_id)
