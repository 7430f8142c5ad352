select
    source_kind, file, as_of, as_of_method, township, superseded_by, rows_read, rows_kept, rows_rejected, rows_skipped,
    unknown_headers, dropped_headers, problem
from mart.source_status
order by superseded_by is not null, source_kind, as_of desc nulls last, file
