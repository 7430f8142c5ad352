select step, condition, is_met
from mart.ladder_condition
where union_id = $id
