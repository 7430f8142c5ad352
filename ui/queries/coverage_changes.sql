-- The months of the chosen townships together, the newest first: opening, the six changes (signed), closing. rematched and
-- rescoped are null in reconstructed months.
select
    month, opening_month, basis,
    sum(opening)::bigint as opening,
    sum(new_unions)::bigint as new_unions, sum(new_enterprises)::bigint as new_enterprises,
    sum(dissolved)::bigint as dissolved, sum(closed)::bigint as closed,
    sum(rematched)::bigint as rematched, sum(rescoped)::bigint as rescoped,
    sum(closing)::bigint as closing
from mart.coverage_change
where len($townships) = 0 or list_contains($townships, township_name)
group by month, opening_month, basis
order by month desc
