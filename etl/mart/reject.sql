-- One row per row or cell that could not be used: where it stands, what stood there, why not, what to do. Telephone
-- and identity numbers are masked.
with found as (
    select source_kind, file_id, sheet, row, column_name, value, reason_code, severity from raw.reject
    union all
    select source_kind, file_id, sheet, row, column_name, value, reason_code, severity from clean.reject
),

sources as (
    select file_id, any_value(file) as file from raw.source_file group by file_id
)

select
    f.source_kind, sources.file, f.sheet, f.row, f.column_name,
    mask_personal(f.value) as value,
    coalesce(r.reason, f.reason_code) as reason,
    f.severity, f.reason_code, r.expected, r.next_step
from found as f
left join sources using (file_id)
left join raw.reject_reason as r using (reason_code)
order by f.severity = 'cell', f.source_kind, sources.file, f.sheet, f.row
