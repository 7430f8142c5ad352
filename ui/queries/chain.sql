select step, unions
from mart.union_chain
order by "position"
