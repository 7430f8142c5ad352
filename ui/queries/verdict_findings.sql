-- One row per indicator that adds points to a union's score, the heaviest first.
select indicator, points
from mart.risk_indicator
where union_id = $id and points > 0
order by points desc, indicator
