-- One row per two records that may be one and that nobody has decided in this build: first those that count twice among
-- the larger enterprises, then the other enterprises, the more workers the earlier, then unions. first_exists: whether it
-- counts at all; who exists does not go on as who does not.
select
    d.kind, d.first_id, d.second_id, d.rule, d.rules, d.decision, d.first_name, d.second_name, d.first_person, d.second_person,
    d.same_person, d.changes, coalesce(a.in_scope, u.status in ('active', 'unknown'), false) as first_exists,
    coalesce(b.in_scope, v.status in ('active', 'unknown'), false) as second_exists,
    coalesce(a.township_name, u.township_name) as first_township, coalesce(b.township_name, v.township_name) as second_township,
    coalesce(a.is_larger and b.is_larger, false) as counts_twice
from mart.duplicate as d
left join mart.enterprise as a on a.enterprise_id = d.first_id
left join mart.enterprise as b on b.enterprise_id = d.second_id
left join mart."union" as u on u.union_id = d.first_id
left join mart."union" as v on v.union_id = d.second_id
where d.decision in ('open', 'cannot_tell')
order by
    d.decision = 'cannot_tell', counts_twice desc, d.kind, coalesce(a.headcount, b.headcount, u.members, v.members, 0) desc,
    d.first_id, d.second_id
