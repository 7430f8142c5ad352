-- How often each reason occurred, most often first.
with
reject as (from mart.reject)

select
    source_kind,
    reason,
    severity,
    count(*) as rejects
from reject
group by source_kind, reason, severity
order by rejects desc, source_kind, reason
