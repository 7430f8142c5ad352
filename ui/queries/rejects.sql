select source_kind, file, sheet, "row", source_kind || '.' || column_name as column_name, value, reason, expected, next_step, severity
from mart.reject
order by source_kind, file, sheet, "row", mart.reject.column_name
limit $row_limit
