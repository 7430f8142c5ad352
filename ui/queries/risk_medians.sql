-- Of each township and of the county (township_name null): how many unions are scored, and the median of what is proven
-- against them in each dimension, 0–100.
with shares as (
    select
        i.union_id, coalesce(u.township_name, '未定位') as township_name, i.dimension,
        100 * coalesce(sum(i.weight * i.evidence_weight * i.share_failed), 0) / sum(i.weight) as proven
    from mart.risk_indicator as i
    join mart."union" as u using (union_id)
    where i.outcome <> 'not_applicable' and u.risk_band <> 'exempt'
    group by all
)

select township_name, dimension, count(*) as unions, median(proven) as proven
from shares
group by grouping sets ((township_name, dimension), (dimension))
order by township_name, dimension
