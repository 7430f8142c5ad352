select
    c.id as "key", c.action, c.source_kind, c.file, c.sheet, c."row",
    c.source_kind || '.' || c.column_name as column_name, c.old, c.new,
    c.reason as correction_reason, c.who, c.decided_on, c.enterprise_id, c.union_id,
    coalesce(e.name, u.union_name) as subject
from mart.correction as c
left join mart.enterprise as e using (enterprise_id)
left join mart."union" as u on u.union_id = c.union_id
order by c.decided_on desc, c.id
limit $row_limit
