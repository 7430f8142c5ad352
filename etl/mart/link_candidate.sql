-- One row per enterprise in the area and union that may belong together; a person decides, nothing here counts.
-- match_probability is NULL: the rules that propose give none.
select c.enterprise_id, c.union_id, null::double as match_probability, c.evidence, 'open' as decision
from link.candidate as c
semi join warehouse.mart.enterprise as e using (enterprise_id)
order by c.enterprise_id, c.union_id
