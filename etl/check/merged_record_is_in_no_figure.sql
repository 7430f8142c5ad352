-- zh: 已并入别家的记录不再单独计数
select i.old_id, i.kept_id, i.old_name
from mart.identity_decision as i
where i.is_merged
    and (i.old_id in (select enterprise_id from mart.enterprise)
         or i.old_id in (select union_id from mart."union")
         or i.old_id in (select enterprise_id from mart.enterprise_union)
         or i.old_id in (select union_id from mart.enterprise_union)
         or i.old_id in (select enterprise_id from mart.link_candidate)
         or i.old_id in (select union_id from mart.link_candidate))
