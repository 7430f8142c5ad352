-- One row per enterprise and source: the newest period's headcount; for social insurance the median of the newest
-- three months, which a single month's late entry does not move (docs/domain.md, 职工人数).
with rows as (
    select * from clean.headcount where enterprise_id is not null and headcount is not null
),

newest as (
    select
        enterprise_id, source, count(*) as rows_told, max(period_end) as period_end,
        max_by(row_key, (period_end, row_key)) as row_key
    from rows
    group by enterprise_id, source
),

-- nine in ten say something once, and need none
medians as (
    select newest.row_key, floor(median(rows.headcount) + 0.5)::integer as headcount, max(rows.period) as period
    from rows
    join newest using (enterprise_id, source)
    where source = 'social_insurance' and rows_told > 1
        and (rows.row_key = newest.row_key
            or (length(rows.period) = 7 and rows.period_end > last_day(newest.period_end - interval 3 month)))
    group by newest.row_key
)

select
    rows.enterprise_id, rows.source,
    coalesce(medians.period, rows.period) as period,
    coalesce(medians.headcount, rows.headcount) as headcount,
    rows.file_id, rows.sheet, rows.row
from newest
join rows using (row_key)
left join medians using (row_key)
