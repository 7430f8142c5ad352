-- One row per scored union and condition of a step of the ladder (1 set up, 2 running, 3 alive): is it met? NULL where that
-- is not known.
select union_id, step, condition, is_met
from score.ladder_condition
order by union_id, step, condition
