-- One row per id that decisions wait for and record that it may go on as.
select old_id, old_name, new_id, new_name, "rule", decisions
from mart.identity_proposal
order by decisions desc, old_id, new_id
