-- One row per source file and kind where the sources cannot be cleaned yet: what is kept and skipped is not known.
with rejected as (
    select file_id, source_kind, count(distinct (sheet, row)) as rows
    from raw.reject
    where severity = 'row'
    group by all
)

select
    f.file, f.source_kind as kind, f.sha256, f.as_of, f.as_of_method, f.township, f.superseded_by,
    (select coalesce(list(o.file order by o.file), []) from raw.source_file as o where o.superseded_by = f.file) as replaces,
    f.rows_read, null::bigint as rows_kept, coalesce(rejected.rows, 0) as rows_rejected, null::bigint as rows_skipped,
    f.problem
from raw.source_file as f
left join rejected using (file_id, source_kind)
order by f.file, f.source_kind
