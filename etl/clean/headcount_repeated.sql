-- One row per entity, source and period that several rows of the headcount files are about: the first of them, and
-- whether they contradict each other in any figure.
select
    e.entity, h.source, h.period,
    min(h.row_key) as first_row_key,
    coalesce(min(h.headcount) <> max(h.headcount), false)
        or coalesce(min(h.revenue_10k_cny) <> max(h.revenue_10k_cny), false)
        or coalesce(min(h.assets_10k_cny) <> max(h.assets_10k_cny), false) as contradicts
from clean.headcount_row as h
join clean.headcount_entity as e using (row_key)
where h.source is not null and h.period is not null
group by all
having count(*) > 1
