-- One row a source file and kind, in reading order.
with
source_status as (from mart.source_status)

select
    source_kind,
    file,
    strftime(as_of, '%Y-%m-%d') as as_of,
    superseded_by,
    rows_read,
    rows_kept,
    rows_rejected,
    rows_skipped,
    problem
from source_status
order by source_kind, file
