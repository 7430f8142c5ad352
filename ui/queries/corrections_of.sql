select source_kind, file, sheet, "row", source_kind || '.' || column_name as column_name, old, new,
    reason as correction_reason, who, decided_on
from mart.correction
where $id in (enterprise_id, union_id)
order by decided_on desc, id
limit $row_limit
