-- One row per township and one for what is not placed (未定位): together they are the county. Shares are 0–1, NULL
-- without a denominator. workers are known headcounts of larger enterprises; larger_without_headcount says how many
-- have none.
with names as (
    select township_name, kind from clean.township
    union all
    select '未定位', null
),

enterprises as (
    select coalesce(township_name, '未定位') as township_name, is_larger, union_status, headcount
    from warehouse.mart.enterprise
    where in_scope
),

counted as (
    select
        township_name,
        count(*) as enterprises,
        count(*) filter (is_larger) as larger,
        count(*) filter (is_larger and union_status = 'own') as larger_own,
        count(*) filter (is_larger and union_status = 'joint') as larger_joint,
        count(*) filter (is_larger and union_status = 'headquarters') as larger_headquarters,
        count(*) filter (is_larger and union_status = 'uncertain') as larger_uncertain,
        count(*) filter (is_larger and union_status = 'none') as larger_none,
        count(*) filter (is_larger is null) as size_unknown,
        count(*) filter (is_larger and headcount is null) as larger_without_headcount,
        sum(headcount) filter (is_larger) as workers,
        sum(headcount) filter (is_larger and is_covered(union_status)) as workers_covered
    from enterprises
    group by township_name
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
    coalesce(larger_none, 0) as larger_none,
    coalesce(size_unknown, 0) as size_unknown,
    coalesce(larger_without_headcount, 0) as larger_without_headcount,
    (larger_own + larger_joint + larger_headquarters) / nullif(larger, 0) as rate_low,
    (larger_own + larger_joint + larger_headquarters) / nullif(larger, 0) as rate,
    (larger_own + larger_joint + larger_headquarters + larger_uncertain) / nullif(larger, 0) as rate_high,
    coalesce(workers, 0)::bigint as workers,
    coalesce(workers_covered, 0)::bigint as workers_covered,
    coalesce(workers_covered, 0) / nullif(workers, 0) as worker_rate,
    coalesce(base_unions, 0) as base_unions,
    members::bigint as members
from names
left join counted as c using (township_name)
left join unions using (township_name)
order by names.township_name = '未定位', names.township_name
