select
    link.enterprise_id, link.union_id, "union".union_name, "union".union_type, link.relation, link.valid_from, link.valid_to,
    link.link_rule, link.decided_by, link.source_file, link.source_sheet, link.source_row, link.is_current,
    link.is_challenged
from mart.enterprise_union as link
left join mart."union" as "union" on "union".union_id = link.union_id
where link.enterprise_id = $id
order by link.is_current desc, link.valid_from desc nulls last, link.union_id
