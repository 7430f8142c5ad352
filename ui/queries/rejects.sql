select source_kind, file, sheet, "row", column_name, value, reason, expected, next_step, severity
from mart.reject
order by source_kind, file, sheet, "row", column_name
limit $row_limit
