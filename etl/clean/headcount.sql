-- One row per entity, source, period and set of figures. enterprise_id is NULL where the registry does not hold the
-- entity; two rows of one entity, source and period complete each other (headcount in one, revenue in the other).
with repeats as (
    select h.row_key
    from clean.headcount_row as h
    join clean.headcount_entity as e using (row_key)
    join clean.headcount_repeated as r on r.entity = e.entity and r.source = h.source and r.period = h.period
    join clean.headcount_row as f on f.row_key = r.first_row_key
        and (f.headcount, f.revenue_10k_cny, f.assets_10k_cny) is not distinct from (h.headcount, h.revenue_10k_cny, h.assets_10k_cny)
    where h.row_key <> r.first_row_key
)

select
    e.enterprise_id, u.source, u.period, u.period_end, u.headcount, u.revenue_10k_cny, u.assets_10k_cny,
    u.file_id, u.sheet, u.row, u.row_key
from clean.headcount_row as u
join clean.headcount_entity as e using (row_key)
anti join clean.headcount_fault as fault on fault.row_key = u.row_key
anti join repeats on repeats.row_key = u.row_key
