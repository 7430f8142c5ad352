select doubt, indicator, other, unions
from mart.score_check
order by doubt, indicator
