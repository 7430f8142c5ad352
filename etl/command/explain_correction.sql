-- Corrections of the source rows that speak of an enterprise or a union.
with
correction as (from mart.correction)

select
    column_name is null as is_row_taken_out,
    source_kind,
    column_name,
    "old",
    "new",
    reason,
    who,
    decided_on,
    file as source_file,
    sheet as source_sheet,
    "row" as source_row
from correction
where $id in (enterprise_id, union_id)
order by decided_on desc, id
