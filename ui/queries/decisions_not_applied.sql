-- One row per decision that this build does not apply, and why: an id is gone, or a record says otherwise since.
select union_id, enterprise_id, decision, standing, actor_name, decided_at
from mart.link_decision
where standing <> 'applied' and decision <> 'open'
order by decided_at desc
