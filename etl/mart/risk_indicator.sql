-- One row per scored union and indicator: outcome, share failed (0–1; NULL where not known or not applicable), grade of the
-- evidence and what it counts (0–1), the points that it adds to the proven score, value (see risk_spec: value or parts),
-- and what it rests on with its mark (V read, M to be confirmed, P our own).
with sums as (
    select union_id, sum(weight) filter (outcome <> 'not_applicable') as weight from score.risk_indicator group by union_id
)

select
    r.union_id, r.indicator, r.dimension, r.weight, r.outcome, r.share_failed, r.evidence_grade, r.evidence_weight,
    coalesce(100 * r.weight * r.evidence_weight * r.share_failed / nullif(sums.weight, 0), 0) as points,
    r.value, i.basis as legal_basis, i.mark as basis_mark
from score.risk_indicator as r
join score.indicator as i using (indicator)
join sums using (union_id)
order by r.union_id, r.position
