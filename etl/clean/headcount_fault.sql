-- Headcount rows that cannot be used, each with the first reason that holds. Rows about one entity, source and period
-- that give different numbers are all refused: nobody can tell which is right.
with build as (
    select last_day(as_of) as month_end, year(as_of) as year from raw.build
),

in_themselves as (
    select
        row_key,
        case
            when code is null and bare_name is null then 'name_missing'
            when source is null then 'unknown_word'
            when period is null then 'not_a_period'
            when period_end > month_end and not coalesce(length(period) = 4 and try_cast(period as integer) <= year, false) then 'date_in_future'
            when headcount is null and headcount_written is not null then 'not_a_count'
            when headcount is null and revenue_10k_cny is null and assets_10k_cny is null then 'headcount_missing'
        end as reason_code
    from clean.headcount_row cross join build
),

against_others as (
    select h.row_key, 'contradicts_other_row' as reason_code
    from clean.headcount_row as h
    join clean.headcount_entity as e using (row_key)
    join clean.headcount_repeated as r on r.contradicts and r.entity = e.entity and r.source = h.source and r.period = h.period
    union all
    select h.row_key, 'code_and_name_disagree'
    from clean.headcount_row as h
    join clean.mention as m on m.disagrees and m.code = h.code and m.bare_name = h.bare_name
),

found as (
    select row_key, reason_code, 1 as position from in_themselves where reason_code is not null
    union all
    select row_key, reason_code, 2 from against_others
)

select row_key, min_by(reason_code, (position, reason_code)) as reason_code
from found
group by row_key
