-- One row per thing that people decided about a pair, or a union's host (enterprise_id NULL), under the ids that it is
-- known by now; *_written: as it was decided. standing: 'applied'; 'resting', where an id is in no source any more and
-- nobody said as which it goes on; 'changed', where a record does not say any more what it said to whoever decided;
-- 'superseded', where a later decision about the same two was made under another id. Only an applied one moves a link;
-- the others are kept and shown.
with decisions as (
    select * from raw.link_decision where decision <> 'open' or challenged
),

goes_on as (
    select old_id, kept_id, event_id, is_merged from link.identity where decision = 'same' and standing = 'applied'
),

-- compared: of two records that are one each keeps saying its own
named as (
    select
        d.* exclude (enterprise_id, union_id),
        d.enterprise_id as enterprise_id_written, d.union_id as union_id_written,
        coalesce(e.kept_id, d.enterprise_id) as enterprise_id, coalesce(u.kept_id, d.union_id) as union_id,
        case when not e.is_merged then e.kept_id else d.enterprise_id end as enterprise_id_compared,
        case when not u.is_merged then u.kept_id else d.union_id end as union_id_compared
    from decisions as d
    left join goes_on as e on e.old_id = d.enterprise_id
    left join goes_on as u on u.old_id = d.union_id
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
    from named as d
    left join clean.enterprise as e on e.enterprise_id = coalesce(d.enterprise_id_compared, d.enterprise_id)
    left join clean.location as p on p.enterprise_id = e.enterprise_id
    left join clean.union as u on u.union_id = coalesce(d.union_id_compared, d.union_id)
),

now as (
    select event_id, unnest(record, recursive := true) from paired where is_there
),

-- what an id that goes on under another one may say otherwise: what that one said to whoever said so, or what a
-- correction put right
gone as (
    select named.event_id, goes_on.kept_id, goes_on.old_id
    from named join goes_on on not is_merged and goes_on.old_id in (named.enterprise_id_written, named.union_id_written)
),

vouched as (
    select gone.event_id, r.field, r.value
    from gone
    join raw.identity_record as r on r.id = gone.kept_id
    join goes_on on goes_on.event_id = r.event_id
),

corrected as (
    select gone.event_id, unnest(list_append(c.fields, case when list_contains(c.fields, 'union_name') then 'host_name' end)) as field
    from gone join clean.corrected_id as c using (old_id)
),

changes as (
    select seen.event_id, list({field: seen.field, before: seen.value, now: now.value} order by seen.field) as changes
    from raw.link_record as seen
    join now using (event_id, field)
    anti join corrected using (event_id, field)
    where seen.value is distinct from now.value
        and not exists (
            select 1 from vouched
            where vouched.event_id = seen.event_id and vouched.field = seen.field and vouched.value is not distinct from now.value)
    group by seen.event_id
),

later as (
    select event_id
    from named
    where decision <> 'open'
    qualify row_number() over (partition by enterprise_id, union_id order by decided_at desc, event_id) > 1
)

select
    named.* exclude (enterprise_id_compared, union_id_compared),
    case
        when not paired.is_there then 'resting'
        when later.event_id is not null then 'superseded'
        when changes.event_id is not null then 'changed'
        else 'applied'
    end as standing,
    coalesce(changes.changes, []) as changes
from named
join paired using (event_id)
left join changes using (event_id)
left join later using (event_id)
