-- One row per id that decisions name and no source has any more, and record that it may go on as: by the rule that says
-- so (same_code, same_registration_number, same_name, former_name), with how many decisions wait for it. A person says
-- whether it is.
with waiting as (
    select event_id, subject, enterprise_id_written as old_id from link.decision where standing = 'resting' and enterprise_id_written is not null
    union all
    select event_id, subject, union_id_written from link.decision where standing = 'resting'
),

known as (
    select enterprise_id as old_id from clean.enterprise
    union all
    select union_id from clean.union
    union all
    select old_id from link.identity where decision = 'same' and standing = 'applied'
),

gone as (
    select
        w.old_id, count(distinct w.event_id) as decisions,
        any_value(r.value) filter (r.field = 'name') as name, any_value(r.value) filter (r.field = 'credit_code') as credit_code,
        any_value(r.value) filter (r.field = 'union_name') as union_name, any_value(r.value) filter (r.field = 'union_code') as union_code
    from waiting as w
    anti join known using (old_id)
    left join raw.link_record as r using (event_id)
    group by w.old_id
),

found as (
    select g.old_id, e.enterprise_id as new_id, e.name as new_name, 'same_code' as rule, 1 as position
    from gone as g join clean.enterprise as e on e.credit_code = coalesce(g.credit_code, case when g.old_id like 'C-%' then substr(g.old_id, 3) end)
    where g.old_id[1] in ('C', 'R', 'N')
    union all
    select g.old_id, e.enterprise_id, e.name, 'same_registration_number', 2
    from gone as g join clean.enterprise as e on e.registration_number = substr(g.old_id, 3)
    where g.old_id like 'R-%'
    union all
    select g.old_id, e.enterprise_id, e.name, 'same_name', 3
    from gone as g join clean.enterprise as e on e.name_key = name_key(g.name)
    where g.old_id[1] in ('C', 'R', 'N')
    union all
    select g.old_id, e.enterprise_id, e.name, 'former_name', 4
    from gone as g join clean.former_name as f on f.name_key = name_key(g.name) join clean.enterprise as e on e.enterprise_id = f.enterprise_id
    where g.old_id[1] in ('C', 'R', 'N')
    union all
    select g.old_id, u.union_id, u.union_name, 'same_code', 1
    from gone as g join clean.union as u on u.union_code = g.union_code
    where g.old_id[1] in ('U', 'H')
    union all
    select g.old_id, u.union_id, u.union_name, 'same_name', 3
    from gone as g join clean.union as u on u.union_bare_name = name_key(g.union_name)
    where g.old_id[1] in ('U', 'H')
)

select f.old_id, case when g.old_id[1] in ('U', 'H') then g.union_name else g.name end as old_name, f.new_id, f.new_name, f.rule, g.decisions
from found as f
join gone as g using (old_id)
qualify row_number() over (partition by f.old_id, f.new_id order by f.position) = 1
order by f.old_id, f.new_id
