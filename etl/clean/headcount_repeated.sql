-- One row per entity, source and period that several rows of the headcount files are about: the first of them, and
-- whether they give different numbers.
select
    code, bare_name, source, period,
    min(row_key) as first_row_key,
    count(distinct headcount) > 1 as contradicts
from clean.headcount_row
where source is not null and period is not null
group by all
having count(*) > 1
