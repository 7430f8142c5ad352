-- One row per word about who is who whose records say otherwise now: changes (id, field, before, now). So does a record
-- that is to stay and counts no more, where the other one still does: who exists would go with it out of every figure.
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
),

otherwise as (
    select seen.event_id, seen.id, seen.field, seen.value as before, now.value as now
    from raw.identity_record as seen
    join now using (id, field)
    where seen.value is distinct from now.value
    union all
    select said.event_id, stays.id, stays.field, goes.state, stays.state
    from raw.identity_said as said
    join link.existing as goes on goes.id = said.old_id
    join link.existing as stays on stays.id = said.new_id
    where said.decision = 'same' and goes.counts and not stays.counts
)

select event_id, list({id: id, field: field, before: before, now: now} order by id, field) as changes
from otherwise
group by event_id
