-- One row per indicator that is open at unions of which too little is known: at how many, and the points that are open.
with sums as (
    select union_id, sum(weight) as weight from mart.risk_indicator where outcome <> 'not_applicable' group by union_id
)

select
    indicator, count(*) as unions, sum(100 * i.weight * (1 - i.evidence_weight) / sums.weight) as open_points
from mart.risk_indicator as i
join sums using (union_id)
join mart."union" as u using (union_id)
where
    u.risk_band = 'to_verify' and i.outcome <> 'not_applicable' and i.evidence_weight < 1
    and (len($townships) = 0 or list_contains($townships, coalesce(u.township_name, '未定位')))
group by indicator
order by open_points desc, indicator
