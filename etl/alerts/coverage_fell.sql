-- One row per township of which coverage of larger enterprises fell by at least $points points of per cent from the published
-- month before to the newest one. A month reconstructed from dates is compared with nothing; a township with fewer than
-- $ranked_from larger enterprises in either month is left out. Rates 0–1; since: the newest month's first day.
with published as (
    select
        month, township_name, enterprises, own + joint + headquarters as covered,
        (own + joint + headquarters) / nullif(enterprises, 0) as rate
    from mart.coverage_month
    where threshold = 'larger' and basis = 'published' and township_name <> '未定位'
),

months as (
    select max(month) as this_month from published
),

two as (
    select this_month, (select max(month) from published where month < this_month) as month_before from months
)

select
    n.township_name as record_id, n.township_name, n.month as since, n.township_name as name, n.month, b.month as month_before,
    b.rate as rate_before, n.rate, b.covered as covered_before, n.covered, b.enterprises as enterprises_before, n.enterprises
from two
join published as n on n.month = two.this_month
join published as b on b.month = two.month_before and b.township_name = n.township_name
where n.enterprises >= $ranked_from and b.enterprises >= $ranked_from and round((b.rate - n.rate) * 100, 6) >= $points
order by n.rate - b.rate, n.township_name
