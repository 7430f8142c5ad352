select "key", points, wording
from mart.priority_rule
order by points desc, "key"
