-- One row per source file and kind: what became of its rows. rows_read = rows_kept + rows_rejected + rows_skipped.
with files as (
    select * from raw.source_file
),

rejected as (
    select source_kind, file_id, count(*) as rows
    from (
        select distinct source_kind, file_id, sheet, row from raw.reject where severity = 'row'
        union
        select distinct source_kind, file_id, sheet, row from clean.reject where severity = 'row'
    )
    group by all
),

skipped as (
    select source_kind, file_id, count(*) as rows
    from (select distinct source_kind, file_id, sheet, row from clean.row_skip)
    group by all
),

kept as (
    select f.source_kind, f.file_id, coalesce(k.rows, 0) as rows
    from files as f
    semi join clean.kept_kind using (source_kind)
    left join clean.row_kept as k using (source_kind, file_id)
),

headers as (
    select
        source_kind, file_id,
        list_distinct(flatten(list(from_json(unknown_headers, '["VARCHAR"]')))) as unknown_headers,
        list_distinct(flatten(list(from_json(dropped_headers, '["VARCHAR"]')))) as dropped_headers
    from raw.sheet
    group by all
)

select
    f.source_kind, f.file, f.sha256, f.as_of, f.as_of_method, f.township, f.superseded_by,
    f.rows_read,
    coalesce(kept.rows,
        f.rows_read - f.rows_blank - f.rows_total - f.rows_superseded - coalesce(rejected.rows, 0) - coalesce(skipped.rows, 0)
    ) as rows_kept,
    coalesce(rejected.rows, 0) as rows_rejected,
    f.rows_blank + f.rows_total + f.rows_superseded + coalesce(skipped.rows, 0) as rows_skipped,
    coalesce(headers.unknown_headers, []) as unknown_headers,
    coalesce(headers.dropped_headers, []) as dropped_headers,
    f.problem
from files as f
left join rejected using (source_kind, file_id)
left join skipped using (source_kind, file_id)
left join kept using (source_kind, file_id)
left join headers using (source_kind, file_id)
order by f.source_kind, f.superseded_by is not null, f.file
