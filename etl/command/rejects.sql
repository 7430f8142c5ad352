-- How often each reason occurred, most often first, and where it stands first.
with
reject as (from mart.reject)

select
    source_kind,
    reason,
    severity,
    count(*) as rejects,
    min_by(file, (file, sheet, row)) as first_file,
    min_by(sheet, (file, sheet, row)) as first_sheet,
    min_by(row, (file, sheet, row)) as first_row
from reject
group by source_kind, reason, severity
order by rejects desc, source_kind, reason
