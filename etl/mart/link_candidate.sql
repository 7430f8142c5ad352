-- One row per enterprise in the area and union that may belong together; a person decides, nothing here counts.
-- match_probability is NULL: the rules that propose give none. changes: what the records say otherwise since somebody
-- decided (field, before, now).
select c.enterprise_id, c.union_id, null::double as match_probability, c.evidence, c.decision, c.changes
from link.candidate_state as c
semi join warehouse.mart.enterprise as e using (enterprise_id)
order by c.enterprise_id, c.union_id
