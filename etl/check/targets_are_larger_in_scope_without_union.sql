-- zh: 未建会名单正好是计入范围、较大、没有工会的企业
select coalesce(t.enterprise_id, e.enterprise_id) as enterprise_id
from mart.target as t
full join (select enterprise_id from mart.enterprise where in_scope and is_larger and union_status = 'none') as e
    on e.enterprise_id = t.enterprise_id
where t.enterprise_id is null or e.enterprise_id is null
