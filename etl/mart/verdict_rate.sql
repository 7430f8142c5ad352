-- One row per part of the county and what was found there. part: county, township and band judge suspicions by the last
-- verdict on each union, sample the random check of a quarter. unions: how many are so now (of a past sample NULL);
-- verified: how many somebody has been at; found: how many of those were shells, of a sample how many were overturned.
-- rate = found / verified, NULL below $rated_from verified ones: numbers then say more.
with last_verdicts as (
    select * from warehouse.mart.verdict where is_last
),

judged as (
    select 'county' as part, null::varchar as name, verdict, is_shell_found as is_found
    from last_verdicts where judged_band = 'suspected'
    union all
    select 'township', coalesce(township_name, '未定位'), verdict, is_shell_found
    from last_verdicts where judged_band = 'suspected'
    union all
    select 'band', judged_band, verdict, is_shell_found from last_verdicts where judged_band is not null
    union all
    select 'sample', drawn_in, arg_max(verdict, position), arg_max(is_overturned, position)
    from warehouse.mart.verdict where drawn_in is not null group by drawn_in, union_id
),

there_are as (
    select 'county' as part, null::varchar as name, count(*) as unions
    from warehouse.mart."union" where risk_band = 'suspected'
    union all
    select 'township', coalesce(township_name, '未定位'), count(*)
    from warehouse.mart."union" where risk_band = 'suspected' group by all
    union all
    select 'band', risk_band, count(*) from warehouse.mart."union" where risk_band is not null group by all
    union all
    select 'sample', quarter, count(*) from warehouse.mart.verdict_sample group by all
),

counted as (
    select
        part, name, count(*) as verified, count(*) filter (is_found) as found,
        count(*) filter (verdict = 'shell') as shell, count(*) filter (verdict = 'mended') as mended,
        count(*) filter (verdict = 'not_a_shell') as not_a_shell, count(*) filter (verdict = 'wrong_data') as wrong_data
    from judged group by all
)

select
    coalesce(a.part, c.part) as part, coalesce(a.name, c.name) as name,
    case when a.part is null and c.part = 'sample' then null else coalesce(a.unions, 0) end as unions,
    coalesce(c.verified, 0) as verified, coalesce(c.found, 0) as found, coalesce(c.shell, 0) as shell,
    coalesce(c.mended, 0) as mended, coalesce(c.not_a_shell, 0) as not_a_shell, coalesce(c.wrong_data, 0) as wrong_data,
    case when c.verified >= $rated_from then c.found / c.verified end as rate
from there_are as a
full join counted as c on a.part = c.part and a.name is not distinct from c.name
order by part, name
