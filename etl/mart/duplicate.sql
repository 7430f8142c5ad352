-- One row per two records, of enterprises or of unions, that may be one, with the rules that say so and what people
-- decided: open, same (second_id counts as first_id), different, cannot_tell. Nothing is merged but by a person. An open
-- pair counts as two. Of people the surname alone; telephone numbers in reasons are masked.
with records as (
    select enterprise_id as id, name, legal_representative as person from clean.enterprise
    union all
    select u.union_id, u.union_name, l.chair_name
    from clean.union as u
    left join raw.union_ledger as l on l.file_id = u.file_id and l.sheet = u.sheet and l.row = u.row
)

select
    d.kind, d.first_id, d.second_id, d.rule, d.rules, d.decision,
    a.name as first_name, b.name as second_name,
    left(nullif(trim(a.person), ''), 1) || '*' as first_person, left(nullif(trim(b.person), ''), 1) || '*' as second_person,
    nullif(trim(a.person), '') = nullif(trim(b.person), '') as same_person,
    d.event_id, d.actor_name, d.actor_source, d.decided_at, mask_personal(d.reason) as reason, d.changes
from link.duplicate_state as d
join records as a on a.id = d.first_id
join records as b on b.id = d.second_id
order by d.kind, d.first_id, d.second_id
