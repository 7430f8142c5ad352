-- zh: 只有正常的基层工会才算覆盖
select l.enterprise_id, l.union_id, u.union_type, u.status
from mart.enterprise_union as l
join mart."union" as u using (union_id)
where l.is_current and not (u.is_base_union and (u.status = 'active' or (u.status = 'unknown' and l.link_rule = 'decision')))
