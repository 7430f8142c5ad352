-- What people decided about an enterprise's or a union's links: by whom, when, why, and whether it is applied.
with
link_decision as (from mart.link_decision)

select
    enterprise_id,
    union_id,
    decision,
    standing,
    actor_name,
    actor_source,
    decided_at,
    reason,
    by_two_people,
    challenged_by,
    challenged_at,
    challenge_reason,
    list_transform(changes, lambda change: concat_ws(' ', change.field, coalesce(change.before, '—'), '→', coalesce(change.now, '—'))) as changes
from link_decision
where $id in (enterprise_id, union_id)
order by decided_at desc nulls first, union_id, enterprise_id
