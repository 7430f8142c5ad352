-- zh: 还要组建的企业，正好是未建会名单中没有移出的企业
select p.enterprise_id, p.closed_by, p.removal, t.enterprise_id is not null as is_listed
from mart.target_progress as p
full join mart.target as t on t.enterprise_id = p.enterprise_id
where p.enterprise_id is null
    or (p.closed_by is null) <> (t.enterprise_id is not null and (p.removal is null or p.removal_is_open))
