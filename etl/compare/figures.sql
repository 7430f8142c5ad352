-- One row per figure of the county, before and after: counts, and shares from 0 to 1 (NULL without a denominator).
with sums as (
    select 'before' as build, * from (
        select
            sum(enterprises) as enterprises, sum(larger) as larger, sum(larger_own) as own, sum(larger_joint) as joint,
            sum(larger_headquarters) as headquarters, sum(larger_uncertain) as uncertain, sum(larger_none) as none,
            sum(size_unknown) as size_unknown, sum(workers) as workers, sum(workers_covered) as workers_covered,
            sum(enterprises) filter (township_name = '未定位') as unplaced
        from before.mart.township)
    union all
    select 'after', * from (
        select
            sum(enterprises), sum(larger), sum(larger_own), sum(larger_joint), sum(larger_headquarters),
            sum(larger_uncertain), sum(larger_none), sum(size_unknown), sum(workers), sum(workers_covered),
            sum(enterprises) filter (township_name = '未定位')
        from after.mart.township)
),

unions as (
    select 'before' as build, count(*) filter (is_base_union and status = 'active') as base_unions, sum(members) filter (is_base_union and status = 'active') as members
    from before.mart."union"
    union all
    select 'after', count(*) filter (is_base_union and status = 'active'), sum(members) filter (is_base_union and status = 'active') from after.mart."union"
),

figures as (
    select
        build,
        unnest([
            {figure: 'rate', value: (own + joint + headquarters) / nullif(larger, 0), is_share: true},
            {figure: 'larger', value: larger::double, is_share: false},
            {figure: 'own', value: own::double, is_share: false},
            {figure: 'joint', value: joint::double, is_share: false},
            {figure: 'headquarters', value: headquarters::double, is_share: false},
            {figure: 'uncertain', value: uncertain::double, is_share: false},
            {figure: 'none', value: none::double, is_share: false},
            {figure: 'size_unknown', value: size_unknown::double, is_share: false},
            {figure: 'enterprises', value: enterprises::double, is_share: false},
            {figure: 'unplaced', value: coalesce(unplaced, 0)::double, is_share: false},
            {figure: 'worker_rate', value: workers_covered / nullif(workers, 0), is_share: true},
            {figure: 'base_unions', value: base_unions::double, is_share: false},
            {figure: 'members', value: members::double, is_share: false}
        ], recursive := true)
    from sums join unions using (build)
)

select
    figure, is_share,
    max(value) filter (build = 'before') as before,
    max(value) filter (build = 'after') as after
from figures
group by figure, is_share
