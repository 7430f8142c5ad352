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
    select 'enterprise_registry' as source_kind, file_id, count(*) as rows from clean.enterprise group by all
    union all
    select 'headcount', file_id, count(*) from clean.headcount group by all
    union all
    select 'above_scale_list', file_id, count(*) from clean.above_scale group by all
    union all
    select 'union_ledger', file_id, count(*) from clean."union" group by all
    union all
    select 'union_coverage', file_id, count(*) from clean.union_coverage group by all
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
    case when kept.rows is not null or f.source_kind in ('enterprise_registry', 'headcount', 'above_scale_list', 'union_ledger', 'union_coverage')
         then coalesce(kept.rows, 0)
         else f.rows_read - f.rows_blank - f.rows_total - f.rows_superseded - coalesce(rejected.rows, 0) - coalesce(skipped.rows, 0) end as rows_kept,
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
