-- What each indicator says of a union, with the points that it adds to the proven score; empty of a union without score.
with
risk_indicator as (from mart.risk_indicator),
risk_spec as (from mart.risk_spec where is_used)

select
    risk_indicator.indicator,
    risk_spec.name_zh as name,
    risk_indicator.outcome,
    risk_indicator.share_failed,
    risk_indicator.evidence_grade,
    risk_indicator.points,
    risk_indicator.value,
    risk_indicator.legal_basis
from risk_indicator
join risk_spec using (indicator)
where risk_indicator.union_id = $id
order by risk_spec.position
