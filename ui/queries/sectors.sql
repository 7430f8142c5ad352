select coalesce(industry_section, 'unknown') as section, count(*) as enterprises
from mart.enterprise
where in_scope and is_larger
group by section
order by section = 'unknown', section
