-- Every indicator of one union in the order of the spec; max_points is what it would add if it failed for certain.
with sums as (
    select sum(weight) as weight from mart.risk_indicator where union_id = $id and outcome <> 'not_applicable'
)

select
    i.indicator, i.dimension, i.weight, i.outcome, i.share_failed, i.evidence_grade, i.evidence_weight, i.points,
    100 * i.weight / sums.weight as max_points, i.value, i.legal_basis, i.basis_mark
from mart.risk_indicator as i
cross join sums
where i.union_id = $id
order by (select any_value(s.position) from mart.risk_spec as s where s.indicator = i.indicator and s.is_used)
