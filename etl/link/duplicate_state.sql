-- One row per two records that may be one, or that somebody said are, and what people decided: open, same (second_id counts
-- as first_id), different, cannot_tell. What was said of a record holds for the one that stands for it. A pair comes back,
-- open, where a record has changed since it was decided; changes say what.
with goes_on as (
    select old_id, kept_id from link.identity where decision = 'same' and standing = 'applied'
),

said as (
    select
        i.*, least(coalesce(o.kept_id, old_id), coalesce(n.kept_id, new_id)) as one_id,
        greatest(coalesce(o.kept_id, old_id), coalesce(n.kept_id, new_id)) as other_id
    from link.identity as i
    left join goes_on as o using (old_id)
    left join goes_on as n on n.old_id = i.new_id
    where standing in ('applied', 'changed') and not is_merged
),

judged as (
    select * from said
    where standing = 'changed' or decision <> 'same'
    qualify row_number() over (partition by one_id, other_id order by decided_at desc, event_id) = 1
),

found as (
    select
        d.* exclude (first_id, second_id), coalesce(a.kept_id, first_id) as first_id, coalesce(b.kept_id, second_id) as second_id
    from link.duplicate as d
    left join link.merged as a on a.old_id = d.first_id
    left join link.merged as b on b.old_id = d.second_id
    where coalesce(a.kept_id, first_id) <> coalesce(b.kept_id, second_id)
    qualify row_number() over (
        partition by least(coalesce(a.kept_id, first_id), coalesce(b.kept_id, second_id)),
                     greatest(coalesce(a.kept_id, first_id), coalesce(b.kept_id, second_id))
        order by d.position, d.first_id, d.second_id) = 1
),

pairs as (
    select kind, first_id, second_id, rule, rules from found
    union all
    select case when one_id[1] in ('U', 'H') then 'union' else 'enterprise' end, new_id, old_id, 'records_changed', ['records_changed']
    from judged
    where standing = 'changed'
        and not exists (select 1 from found where least(first_id, second_id) = one_id and greatest(first_id, second_id) = other_id)
)

select
    p.kind, p.first_id, p.second_id, p.rule, p.rules,
    case when j.standing = 'applied' then j.decision else 'open' end as decision,
    j.event_id, j.actor_name, j.actor_source, j.decided_at, j.reason, coalesce(j.changes, []) as changes
from pairs as p
left join judged as j on j.one_id = least(p.first_id, p.second_id) and j.other_id = greatest(p.first_id, p.second_id)
union all
select
    case when i.old_id[1] in ('U', 'H') then 'union' else 'enterprise' end, i.kept_id, i.old_id,
    coalesce(d.rule, 'told'), coalesce(d.rules, ['told']), 'same',
    i.event_id, i.actor_name, i.actor_source, i.decided_at, i.reason, []
from link.identity as i
left join link.duplicate as d
    on least(d.first_id, d.second_id) = least(i.old_id, i.new_id) and greatest(d.first_id, d.second_id) = greatest(i.old_id, i.new_id)
where i.is_merged
