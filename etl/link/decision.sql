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

-- compared: a record that another one stands for is known by its own words or, where somebody saw the other one, by that
-- one's
named as (
    select
        d.* exclude (enterprise_id, union_id),
        d.enterprise_id as enterprise_id_written, d.union_id as union_id_written,
        coalesce(e.kept_id, d.enterprise_id) as enterprise_id, coalesce(u.kept_id, d.union_id) as union_id,
        case when e.is_merged then [d.enterprise_id, e.kept_id] else [coalesce(e.kept_id, d.enterprise_id)] end as enterprises_compared,
        case when u.is_merged then [d.union_id, u.kept_id] else [coalesce(u.kept_id, d.union_id)] end as unions_compared
    from decisions as d
    left join goes_on as e on e.old_id = d.enterprise_id
    left join goes_on as u on u.old_id = d.union_id
),

compared as (
    select named.event_id, e.id as enterprise_id, u.id as union_id
    from named, unnest(enterprises_compared) as e(id), unnest(unions_compared) as u(id)
),

paired as (
    select
        d.event_id, d.enterprise_id, d.union_id,
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
    from compared as d
    left join clean.enterprise as e on e.enterprise_id = d.enterprise_id
    left join clean.location as p on p.enterprise_id = e.enterprise_id
    left join clean.union as u on u.union_id = d.union_id
),

now as (
    select event_id, enterprise_id, union_id, unnest(record, recursive := true) from paired where is_there
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

otherwise as (
    select
        seen.event_id, now.enterprise_id, now.union_id,
        list({field: seen.field, before: seen.value, now: now.value} order by seen.field)
            filter (seen.value is distinct from now.value and corrected.field is null and vouched.field is null) as changes
    from raw.link_record as seen
    join now using (event_id, field)
    left join (select distinct event_id, field from corrected) as corrected using (event_id, field)
    left join (select distinct event_id, field, value from vouched) as vouched
        on vouched.event_id = seen.event_id and vouched.field = seen.field and vouched.value is not distinct from now.value
    group by seen.event_id, now.enterprise_id, now.union_id
),

changes as (
    select event_id, coalesce(changes, []) as changes
    from otherwise
    join named using (event_id)
    qualify row_number() over (
        partition by event_id
        order by coalesce(len(changes), 0), otherwise.enterprise_id <> enterprise_id_written, otherwise.union_id <> union_id_written) = 1
),

there as (
    select event_id, bool_and(is_there) as is_there from paired group by event_id
),

later as (
    select event_id
    from named
    where decision <> 'open'
    qualify row_number() over (partition by enterprise_id, union_id order by decided_at desc, event_id) > 1
)

select
    named.* exclude (enterprises_compared, unions_compared),
    case
        when not there.is_there then 'resting'
        when later.event_id is not null then 'superseded'
        when len(changes.changes) > 0 then 'changed'
        else 'applied'
    end as standing,
    coalesce(changes.changes, []) as changes
from named
join there using (event_id)
left join changes using (event_id)
left join later using (event_id)
