-- Headcount rows that cannot be used, each with the first reason that holds. Rows about one entity, source and period
-- that give different numbers are all refused: nobody can tell which is right.
with build as (
    select last_day(as_of) as month_end, year(as_of) as year from raw.build
),

contradictions as (
    select code, bare_name, source, period
    from clean.headcount_row
    where headcount is not null
    group by all having count(distinct headcount) > 1
)

select
    h.row_key,
    case
        when h.code is null and h.bare_name is null then 'name_missing'
        when h.source is null then 'unknown_word'
        when h.period is null then 'not_a_period'
        when h.period_end > month_end and not (length(h.period) = 4 and h.period::integer <= year) then 'date_in_future'
        when h.headcount is null and h.headcount_written is not null then 'not_a_count'
        when h.headcount is null and h.revenue_10k_cny is null and h.assets_10k_cny is null then 'headcount_missing'
        when contradictions.source is not null then 'contradicts_other_row'
        when m.disagrees then 'code_and_name_disagree'
    end as reason_code
from clean.headcount_row as h
cross join build
left join contradictions on contradictions.code is not distinct from h.code
    and contradictions.bare_name is not distinct from h.bare_name
    and contradictions.source = h.source and contradictions.period = h.period
left join clean.mention as m on m.code is not distinct from h.code and m.bare_name is not distinct from h.bare_name
where reason_code is not null
