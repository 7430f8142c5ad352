select
    id as "key", action, source_kind, file, sheet, "row", column_name, old, new, reason as correction_reason, who,
    decided_on, enterprise_id, union_id
from mart.correction
order by decided_on desc, id
limit $row_limit
