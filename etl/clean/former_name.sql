-- One row per enterprise and former name.
select distinct enterprise_id, name_key(former) as name_key
from (select enterprise_id, unnest(former_names) as former from clean.enterprise where len(former_names) > 0)
where name_key(former) is not null
