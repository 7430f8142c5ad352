-- The newest as-of of each kind among the files that count; null where a kind's files say none.
select source_kind, max(as_of) as as_of, count(*) as files
from mart.source_status
where superseded_by is null and problem is null
group by source_kind
order by source_kind
