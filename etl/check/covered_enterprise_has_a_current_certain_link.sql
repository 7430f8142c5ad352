-- zh: 算作已建会的企业都有一条当前有效、凭确定规则的对应
select e.enterprise_id, e.name, e.union_status, e.union_id
from mart.enterprise as e
anti join (select enterprise_id, union_id from mart.enterprise_union where is_current) as l
    on l.enterprise_id = e.enterprise_id and l.union_id = e.union_id
where e.union_status in ('own', 'joint', 'headquarters')
