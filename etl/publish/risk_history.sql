-- One row a township: the score's totals of this build's month.
with
risk_month as (from mart.risk_month),
build as (from mart.build)

select risk_month.*, build.build_id
from risk_month
join build on risk_month.month = date_trunc('month', build.as_of)
order by risk_month.township_name
