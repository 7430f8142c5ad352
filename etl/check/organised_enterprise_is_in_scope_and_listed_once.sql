-- zh: 已建会的企业只列一次，都计入范围；台账上有工会覆盖的一家不少
select e.enterprise_id, count(o.enterprise_id) as rows, any_value(o.shown_by) as shown_by, any_value(e.union_status) as union_status
from mart.enterprise as e
left join mart.organised as o on o.enterprise_id = e.enterprise_id
group by e.enterprise_id
having count(o.enterprise_id) > 1
    or (count(o.enterprise_id) = 1 and not any_value(e.in_scope))
    or (any_value(e.in_scope) and any_value(e.union_status) in ('own', 'joint', 'headquarters')
        and any_value(o.shown_by) is distinct from 'ledger')
