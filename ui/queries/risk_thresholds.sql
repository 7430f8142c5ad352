select spec, owner, name, value, unit, mark, about_zh, about_en
from mart.risk_threshold
where is_used
order by position
