-- One row per id asked for: the fields by which a word about who is who is held against later sources, as
-- link.identity_change reads them.
select
    asked.id, e.name, e.credit_code, u.union_name, u.union_code, u.host_name, u.host_code
from (select unnest($ids::varchar[]) as id) as asked
left join mart.enterprise as e on e.enterprise_id = asked.id
left join mart."union" as u on u.union_id = asked.id
