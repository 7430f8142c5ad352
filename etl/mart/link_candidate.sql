-- One row per enterprise in the area and union that may belong together; a person decides, nothing here counts.
-- match_probability (0–1) is the model's, NULL where only a rule proposes the pair; is_uncertain: it makes the
-- enterprise's status uncertain.
select c.enterprise_id, c.union_id, c.match_probability, c.evidence, 'open' as decision, c.is_uncertain
from link.candidate as c
semi join warehouse.mart.enterprise as e using (enterprise_id)
order by c.enterprise_id, c.union_id
