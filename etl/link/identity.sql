-- One row per thing that people, or corrections of the sources, said about who is who. 'same': old_id goes on as kept_id,
-- the last id on the way that the sources have, and that counts where the old one counts; is_merged: they have both, and
-- kept_id stands for both. standing: 'applied'; 'resting', where no id on the way is in a source; 'changed', where a
-- record of two that the sources have says otherwise since, or would go on as one that counts no more; 'goes_round', where
-- the way leads back to itself; 'superseded' by a later word.
with recursive named as (
    select unnest([enterprise_id, union_id]) as id from raw.link_decision
    union
    select unnest([old_id, new_id]) from raw.identity_said
),

said as (
    select *, 'person' as origin from raw.identity_said
    union all by name
    select
        'correction:' || correction_id || ':' || old_id as event_id, 'alias:' || old_id as subject, old_id, new_id, 'same' as decision, who as actor_name,
        null::varchar as actor_source, decided_on::timestamp as decided_at, reason, 'correction' as origin
    from clean.corrected_id
    where old_id in (select id from named)
),

judged as (
    select
        said.*, old.id is not null as old_known, new.id is not null as new_known,
        coalesce(case when old.id is not null and new.id is not null then c.changes end, []) as changes,
        row_number() over (
            partition by case decision when 'same' then said.old_id else subject end, decision = 'same'
            order by origin = 'correction', decided_at desc, said.event_id) = 1 as is_last
    from said
    left join link.existing as old on old.id = said.old_id
    left join link.existing as new on new.id = said.new_id
    left join link.identity_change as c on c.event_id = said.event_id
),

step as (
    select old_id, new_id from judged where decision = 'same' and is_last and len(changes) = 0
),

walk as (
    select old_id, new_id as at_id, [old_id] as path from step
    union all
    select walk.old_id, step.new_id, list_append(walk.path, step.old_id)
    from walk
    join step on step.old_id = walk.at_id
    where not list_contains(walk.path, step.old_id)
),

ends as (
    select
        walk.old_id, bool_or(list_contains(path, at_id)) as goes_round,
        count(here.id) > 0 as is_there,
        max_by(at_id, len(path)) filter (here.counts or here.id is not null and coalesce(not old.counts, true)) as kept_id
    from walk
    left join link.existing as here on here.id = walk.at_id
    left join link.existing as old on old.id = walk.old_id
    group by walk.old_id
),

goes_on as (
    select old_id, kept_id from ends where kept_id is not null and not goes_round
)

select
    j.* exclude (old_known, new_known, is_last, changes),
    case
        when not is_last then 'superseded'
        when len(changes) > 0 then 'changed'
        when decision = 'same' and ends.goes_round then 'goes_round'
        when decision = 'same' and ends.kept_id is null then case when ends.is_there then 'changed' else 'resting' end
        when decision = 'same' then 'applied'
        when not (old_known or o.kept_id is not null) or not (new_known or n.kept_id is not null) then 'resting'
        when coalesce(o.kept_id, j.old_id) = coalesce(n.kept_id, j.new_id) then 'superseded'
        else 'applied'
    end as standing,
    case when decision = 'same' and is_last and len(changes) = 0 then o.kept_id end as kept_id,
    coalesce(decision = 'same' and is_last and len(changes) = 0 and o.kept_id is not null and old_known, false) as is_merged,
    changes
from judged as j
left join ends on ends.old_id = j.old_id
left join goes_on as o on o.old_id = j.old_id
left join goes_on as n on n.old_id = j.new_id
