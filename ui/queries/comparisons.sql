select comparison, level, weight, union_value, enterprise_value
from mart.link_comparison
where enterprise_id = $enterprise_id and union_id = $union_id
order by position
