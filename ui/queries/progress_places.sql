-- One row per township (and 未定位) for one year: what is planned (NULL: no plan), how many enterprises in scope were organised
-- in the year, of these larger ones, of these whose union runs (is_running), certainly does not, or of which it is not known;
-- workers of those organised whose headcount is known. undated: organised at an unknown day, in no year at all.
with places as (
    select township_name, larger from mart.township
    union
    select township_name, null::bigint from mart.plan_year
    where year = $year and township_name not in (select township_name from mart.township)
),

organised as (
    select *, coalesce(township_name, '未定位') as place from mart.organised
),

done as (
    select
        place as township_name,
        count(*) filter (year(organised_on) = $year) as done,
        count(*) filter (year(organised_on) = $year and is_larger) as done_larger,
        count(*) filter (year(organised_on) = $year and is_running) as running,
        count(*) filter (year(organised_on) = $year and not is_running) as not_running,
        count(*) filter (year(organised_on) = $year and is_running is null) as running_unknown,
        sum(workers) filter (year(organised_on) = $year)::bigint as workers_done,
        count(*) filter (organised_on is null) as undated
    from organised
    group by place
)

select
    places.township_name, places.larger, plan.enterprises_to_organise as planned, plan.workers_to_cover as workers_planned,
    coalesce(done.done, 0)::integer as done, coalesce(done.done_larger, 0)::integer as done_larger,
    coalesce(done.running, 0)::integer as running, coalesce(done.not_running, 0)::integer as not_running,
    coalesce(done.running_unknown, 0)::integer as running_unknown, done.workers_done,
    coalesce(done.undated, 0)::integer as undated
from places
left join done using (township_name)
left join mart.plan_year as plan on plan.township_name = places.township_name and plan.year = $year
order by places.township_name = '未定位', places.township_name
