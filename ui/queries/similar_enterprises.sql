-- Larger enterprises in scope that are most like one: first of its township, then of its sector, then by headcount.
with chosen as (
    select * from mart.enterprise where enterprise_id = $id
)

select e.enterprise_id, e.name, coalesce(e.township_name, '未定位') as township_name, e.headcount, e.union_status
from mart.enterprise as e
cross join chosen
where e.in_scope and e.is_larger and e.enterprise_id <> chosen.enterprise_id
order by
    e.township_name is distinct from chosen.township_name, e.industry_section is distinct from chosen.industry_section,
    abs(e.headcount - chosen.headcount) nulls last, e.enterprise_id
limit 30
