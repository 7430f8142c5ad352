-- Each published month of the chosen townships together: larger enterprises by state, workers, and the scored unions' steps of
-- the ladder (null where no score was published). The newest first.
with coverage as (
    select
        month, sum(enterprises)::bigint as larger, sum(own)::bigint as own, sum(joint)::bigint as joint,
        sum(headquarters)::bigint as headquarters, sum(uncertain)::bigint as uncertain, sum("none")::bigint as "none",
        sum(workers_covered)::bigint as workers_covered
    from mart.coverage_month
    where threshold = 'larger' and basis = 'published' and (len($townships) = 0 or list_contains($townships, township_name))
    group by month
),

score as (
    select
        month, sum(unions)::bigint as unions, sum(suspected)::bigint as suspected,
        sum(set_up_proven)::bigint as set_up_proven, sum(set_up_possible)::bigint as set_up_possible,
        sum(running_proven)::bigint as running_proven, sum(running_possible)::bigint as running_possible,
        sum(alive_proven)::bigint as alive_proven, sum(alive_possible)::bigint as alive_possible
    from mart.risk_month
    where len($townships) = 0 or list_contains($townships, township_name)
    group by month
),

published as (
    select distinct month from mart.coverage_month where basis = 'published'
)

select
    published.month, coalesce(c.larger, 0) as larger, coalesce(c.own, 0) as own, coalesce(c.joint, 0) as joint,
    coalesce(c.headquarters, 0) as headquarters, coalesce(c.uncertain, 0) as uncertain, coalesce(c."none", 0) as "none",
    coalesce(c.workers_covered, 0) as workers_covered, s.unions, s.suspected, s.set_up_proven, s.set_up_possible,
    s.running_proven, s.running_possible, s.alive_proven, s.alive_possible
from published
left join coverage as c on c.month = published.month
left join score as s on s.month = published.month
order by published.month desc
