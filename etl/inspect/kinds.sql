-- One row per source file and kind, after cleaning: what became of its rows, and which files it takes the place of.
select
    f.file, f.source_kind as kind, f.sha256, f.as_of, f.as_of_method, f.township, f.superseded_by,
    (select coalesce(list(o.file order by o.file), []) from mart.source_status as o where o.superseded_by = f.file) as replaces,
    f.rows_read, f.rows_kept, f.rows_rejected, f.rows_skipped, f.problem
from mart.source_status as f
order by f.file, f.source_kind
