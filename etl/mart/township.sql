-- One row per township and one for what is not placed (未定位): together they are the county. Shares are 0–1, NULL
-- without a denominator. workers are known headcounts of larger enterprises; larger_without_headcount says how many
-- have none. organised, running, alive: larger enterprises whose union is set up, works, does something for its members; for
-- certain (proven) and at best (possible).
with names as (
    select township_name, kind from clean.township
    union all
    select '未定位', null
),

counted as (
    select * from warehouse.mart.place_coverage where place_kind = 'township' and definition = 'larger'
),

unions as (
    select
        coalesce(township_name, '未定位') as township_name,
        count(*) filter (is_base_union and status = 'active') as base_unions,
        sum(members) filter (is_base_union and status = 'active') as members
    from warehouse.mart."union"
    group by all
)

select
    names.township_name, names.kind,
    coalesce(c.enterprises, 0) as enterprises,
    coalesce(larger, 0) as larger, coalesce(larger_own, 0) as larger_own, coalesce(larger_joint, 0) as larger_joint,
    coalesce(larger_headquarters, 0) as larger_headquarters, coalesce(larger_uncertain, 0) as larger_uncertain,
    coalesce(larger_none, 0) as larger_none, coalesce(larger_challenged, 0) as larger_challenged,
    coalesce(organised, 0) as organised,
    coalesce(running_proven, 0) as running_proven, coalesce(running_possible, 0) as running_possible,
    coalesce(alive_proven, 0) as alive_proven, coalesce(alive_possible, 0) as alive_possible,
    coalesce(size_unknown, 0) as size_unknown,
    coalesce(larger_without_headcount, 0) as larger_without_headcount,
    c.rate_low, c.rate, c.rate_high,
    coalesce(workers, 0)::bigint as workers,
    coalesce(workers_covered, 0)::bigint as workers_covered,
    coalesce(workers_covered, 0) / nullif(workers, 0) as worker_rate,
    coalesce(base_unions, 0) as base_unions,
    members::bigint as members
from names
left join counted as c on c.place_name = names.township_name
left join unions using (township_name)
order by names.township_name = '未定位', names.township_name
