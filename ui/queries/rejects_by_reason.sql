select
    reason_code, any_value(reason) as reason, any_value(expected) as expected, any_value(next_step) as next_step,
    severity, source_kind, count(*) as rejects,
    arg_min({file: file, sheet: sheet, "row": "row", column_name: column_name, value: value}, (file, sheet, "row"))
        as example
from mart.reject
group by reason_code, severity, source_kind
order by rejects desc, reason_code, source_kind
