-- One row per entity, source and period. enterprise_id is NULL where the registry does not hold the entity.
with repeats as (
    select h.row_key
    from clean.headcount_row as h
    join clean.headcount_repeated as r on r.source = h.source and r.period = h.period
        and r.code is not distinct from h.code and r.bare_name is not distinct from h.bare_name
    join clean.headcount_row as f on f.row_key = r.first_row_key
        and (f.headcount, f.revenue_10k_cny, f.assets_10k_cny) is not distinct from (h.headcount, h.revenue_10k_cny, h.assets_10k_cny)
    where h.row_key <> r.first_row_key
)

select
    m.enterprise_id, u.source, u.period, u.period_end, u.headcount, u.revenue_10k_cny, u.assets_10k_cny,
    u.file_id, u.sheet, u.row, u.row_key
from clean.headcount_row as u
left join clean.mention as m on m.code is not distinct from u.code and m.bare_name is not distinct from u.bare_name
where u.row_key not in (select row_key from clean.headcount_fault) and u.row_key not in (select row_key from repeats)
