-- One row per enterprise in the area and union that may belong together; a person decides, nothing here counts.
-- match_probability (0–1) is the model's and named_as the name that it compared, NULL where only a rule proposes the pair; is_uncertain: while it is undecided it
-- makes the enterprise's status uncertain. changes: what the records say otherwise since somebody decided (field, before,
-- now).
select
    c.enterprise_id, c.union_id, c.match_probability, c.named_as, c.evidence, c.decision, coalesce(c.is_uncertain, true) as is_uncertain,
    c.changes
from link.candidate_state as c
semi join warehouse.mart.enterprise as e using (enterprise_id)
order by c.enterprise_id, c.union_id
