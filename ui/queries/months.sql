-- Monthly sums over the chosen townships; a month is 'published' only where all of its rows are.
select
    month,
    sum(enterprises) as enterprises,
    sum(own) as own,
    sum(joint) as joint,
    sum(headquarters) as headquarters,
    sum(uncertain) as uncertain,
    sum("none") as "none",
    case when count(workers) > 0 then sum(workers) end as workers,
    case when count(workers_covered) > 0 then sum(workers_covered) end as workers_covered,
    case when bool_and(basis = 'published') then 'published' else 'reconstructed' end as basis
from mart.coverage_month
where threshold = $definition and (len($townships) = 0 or list_contains($townships, township_name))
group by month
order by month
