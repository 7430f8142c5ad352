-- One row per file, kind, reason and column of what could not be used: how often, and the first of it, masked.
with found as (
    select source_kind, file_id, sheet, row, column_name, value, reason_code, severity from raw.reject
    union all
    select source_kind, file_id, sheet, row, column_name, value, reason_code, severity from clean.reject
)

select
    files.file, f.source_kind, f.severity, f.column_name,
    coalesce(any_value(r.reason), f.reason_code) as reason,
    count(*) as times,
    arg_min(f.sheet, (f.sheet, f.row)) as sheet,
    arg_min(f.row, (f.sheet, f.row)) as row,
    mask_personal(arg_min(f.value, (f.sheet, f.row))) as value,
    any_value(r.expected) as expected,
    any_value(r.next_step) as next_step
from found as f
join (select file_id, any_value(file) as file from raw.source_file group by file_id) as files using (file_id)
left join raw.reject_reason as r using (reason_code)
group by files.file, f.source_kind, f.severity, f.column_name, f.reason_code
order by files.file, f.severity = 'cell', times desc, f.reason_code
