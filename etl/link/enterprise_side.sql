-- One row per registry entity in the area with a name that can be compared, as it is compared.
select
    e.enterprise_id as unique_id,
    n.* exclude (bare_name), n.bare_name,
    e.credit_code as code, l.township_name,
    nullif(trim(e.legal_representative), '') as person, h.headcount, e.established_on
from clean.enterprise as e
join link.compared_name as n on n.bare_name = e.name_key
left join clean.location as l using (enterprise_id)
left join score.headcount as h using (enterprise_id)
where coalesce(l.in_area, true) and e.entity_class is distinct from 'individual_business'
