-- One row per listing. enterprise_id is NULL where the registry does not hold the entity. is_listed: on the build's date.
select
    m.enterprise_id, a.category, a.listed_from, a.listed_to,
    coalesce(a.listed_from <= as_of, true) and coalesce(a.listed_to > as_of, true) as is_listed,
    a.file_id, a.sheet, a.row, a.row_key
from clean.above_scale_row as a
cross join raw.build
left join clean.mention as m on m.code is not distinct from a.code and m.bare_name is not distinct from a.bare_name
where (a.code is not null or a.bare_name is not null) and not coalesce(m.disagrees, false)
