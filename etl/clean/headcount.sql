-- One row per entity, source and period. enterprise_id is NULL where the registry does not hold the entity.
with usable as (
    select row_key, file_id, sheet, row, code, bare_name, source, period, period_end, headcount, revenue_10k_cny, assets_10k_cny
    from clean.headcount_row
    anti join clean.headcount_fault using (row_key)
)

select
    m.enterprise_id, u.source, u.period, u.period_end, u.headcount, u.revenue_10k_cny, u.assets_10k_cny,
    u.file_id, u.sheet, u.row, u.row_key
from usable as u
left join clean.mention as m on m.code is not distinct from u.code and m.bare_name is not distinct from u.bare_name
qualify row_number() over (
    partition by u.code, u.bare_name, u.source, u.period, u.headcount, u.revenue_10k_cny, u.assets_10k_cny
    order by u.row_key) = 1
