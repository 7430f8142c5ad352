-- One row per enterprise and source: the newest period's headcount; for social insurance the median of the newest
-- three months, which a single month's late entry does not move (docs/domain.md, 职工人数).
with rows as (
    select * from clean.headcount where enterprise_id is not null and headcount is not null
),

ranked as (
    select
        *,
        length(period) = 7
        and period_end > last_day(max(period_end) over (partition by enterprise_id, source) - interval 3 month) as is_recent_month,
        row_number() over (partition by enterprise_id, source order by period_end desc, row_key desc) as place
    from rows
)

select
    enterprise_id, source,
    max(period) as period,
    case when source = 'social_insurance' then floor(median(headcount) + 0.5)::integer else max_by(headcount, -place) end as headcount,
    max_by(file_id, -place) as file_id, max_by(sheet, -place) as sheet, max_by(row, -place) as row
from ranked
where place = 1 or (source = 'social_insurance' and is_recent_month)
group by enterprise_id, source
