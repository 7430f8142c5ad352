-- One row per township: larger enterprises and their coverage before and after.
select
    coalesce(a.township_name, b.township_name) as township_name,
    coalesce(b.larger, 0) as larger_before, coalesce(a.larger, 0) as larger_after,
    b.rate as rate_before, a.rate as rate_after
from before.mart.township as b
full join after.mart.township as a using (township_name)
order by abs(coalesce(a.rate, 0) - coalesce(b.rate, 0)) desc, township_name
