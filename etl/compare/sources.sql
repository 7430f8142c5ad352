-- One row per kind of source: files that count, usable rows and newest as-of, before and after.
with b as (
    select source_kind, count(*) as files, sum(rows_kept) as rows, max(as_of) as as_of
    from before.mart.source_status
    where superseded_by is null
    group by source_kind
),

a as (
    select source_kind, count(*) as files, sum(rows_kept) as rows, max(as_of) as as_of
    from after.mart.source_status
    where superseded_by is null
    group by source_kind
)

select
    coalesce(a.source_kind, b.source_kind) as source_kind,
    coalesce(b.rows, 0) as rows_before, coalesce(a.rows, 0) as rows_after,
    b.as_of as as_of_before, a.as_of as as_of_after
from b
full join a using (source_kind)
where source_kind <> 'unrecognised'
order by source_kind
