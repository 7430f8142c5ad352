-- One row per word about who is who that this build does not apply, and why.
select old_id, new_id, decision, standing, actor_name, decided_at
from mart.identity_decision
where standing in ('resting', 'goes_round') and decision = 'same'
order by decided_at desc
