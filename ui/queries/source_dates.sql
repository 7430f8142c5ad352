-- The newest as-of of each kind among the files that count (also of one with a sheet that was not read); null where a kind's files say none.
select source_kind, max(as_of) as as_of, count(*) as files
from mart.source_status
where superseded_by is null and (problem is null or rows_read > 0)
group by source_kind
order by source_kind
