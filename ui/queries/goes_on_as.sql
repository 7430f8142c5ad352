-- The id as which another one goes on; no row where it does not.
select kept_id
from mart.identity_decision
where old_id = $id and decision = 'same' and standing = 'applied'
