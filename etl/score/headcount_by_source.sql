-- One row per enterprise and source: the newest period's headcount; for social insurance the median of the newest
-- three months, which a single month's late entry does not move (docs/domain.md, 职工人数).
with rows as (
    select * from clean.headcount where enterprise_id is not null and headcount is not null
),

ranked as (
    select
        *,
        dense_rank() over (partition by enterprise_id, source order by period_end desc) as age,
        row_number() over (partition by enterprise_id, source order by period_end desc, row_key desc) as place
    from rows
)

select
    enterprise_id, source,
    max(period) as period,
    case when source = 'social_insurance' then floor(median(headcount) + 0.5)::integer else max_by(headcount, -place) end as headcount,
    max_by(file_id, -place) as file_id, max_by(sheet, -place) as sheet, max_by(row, -place) as row
from ranked
where place = 1 or (source = 'social_insurance' and age <= 3)
group by enterprise_id, source
