-- One row per month, the newest first, over the chosen townships: larger enterprises with a union at the end of the month
-- before, what came and went, and how many there are at its end. rematched and rescoped are NULL for a month before the first
-- build ('reconstructed'): nobody can know them.
select
    month, opening_month, basis, sum(opening)::integer as opening,
    sum(new_unions)::integer as new_unions, sum(new_enterprises)::integer as new_enterprises, sum(dissolved)::integer as dissolved,
    sum(closed)::integer as closed, sum(rematched)::integer as rematched, sum(rescoped)::integer as rescoped,
    sum(closing)::integer as closing
from mart.coverage_change
where len($townships) = 0 or list_contains($townships, township_name)
group by month, opening_month, basis
order by month desc
