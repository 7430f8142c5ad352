select
    said.enterprise_id, said.union_id, said.decision, said.standing, said.actor_name, said.actor_source,
    said.by_two_people, said.decided_at, said.reason, said.challenged, said.challenged_by, said.challenge_reason,
    coalesce("union".union_name, said.union_id) as union_name, coalesce(enterprise.name, said.enterprise_id) as name
from mart.link_decision as said
left join mart."union" as "union" on "union".union_id = said.union_id
left join mart.enterprise as enterprise on enterprise.enterprise_id = said.enterprise_id
where $id in (said.enterprise_id, said.union_id)
order by said.decided_at desc nulls first, said.union_id, said.enterprise_id
limit $row_limit
