-- What people, or corrections, said about who this one is: records that count as it with their rows, ids that go on as it,
-- and others that may be it, undecided or decided to be two.
with
identity_decision as (from mart.identity_decision),
duplicate as (from mart.duplicate)

select
    old_id,
    old_name,
    kept_id,
    decision,
    standing,
    null as duplicate_rule,
    actor_name,
    decided_at,
    reason,
    source_file,
    source_sheet,
    source_row
from identity_decision
where decision = 'same' and $id in (kept_id, new_id)
union all
select
    second_id,
    second_name,
    first_id,
    decision,
    null,
    rule,
    actor_name,
    decided_at,
    reason,
    null,
    null,
    null
from duplicate
where decision <> 'same' and $id in (first_id, second_id)
order by decided_at, old_id
