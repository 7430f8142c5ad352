-- One row per row of the headcount files that names somebody: who it is about. entity is the enterprise, or what the
-- row calls it where the registry does not hold it.
select
    h.row_key, m.enterprise_id,
    coalesce(m.enterprise_id, concat(h.code, '|', h.bare_name)) as entity
from clean.headcount_row as h
left join clean.mention as m on m.code is not distinct from h.code and m.bare_name is not distinct from h.bare_name
where h.code is not null or h.bare_name is not null
