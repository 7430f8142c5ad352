-- What of a source row could not be used.
with
reject as (from mart.reject)

select
    source_kind,
    column_name,
    value,
    reason,
    severity,
    expected,
    next_step
from reject
where file = $file and sheet is not distinct from $sheet and row = $row
order by column_name
