-- One row per enterprise with any headcount: the value of the source that ranks first, and the range over all sources.
with ranked as (
    select
        *,
        case source when 'social_insurance' then 1 when 'tax' then 2 when 'statistics' then 3 when 'annual_report' then 4 else 5 end as rank
    from score.headcount_by_source
)

select
    enterprise_id,
    min_by(headcount, rank) as headcount, min(headcount) as headcount_low, max(headcount) as headcount_high,
    min_by(source, rank) as headcount_source, min_by(period, rank) as headcount_period
from ranked
group by enterprise_id
