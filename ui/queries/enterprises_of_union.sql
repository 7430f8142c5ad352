select
    link.enterprise_id, enterprise.name, enterprise.township_name, enterprise.headcount, link.union_id, link.relation,
    link.link_rule, link.valid_from, link.is_current, link.is_challenged, link.source_file, link.source_sheet, link.source_row
from mart.enterprise_union as link
inner join mart.enterprise as enterprise on enterprise.enterprise_id = link.enterprise_id
where link.union_id = $id
order by link.is_current desc, enterprise.headcount desc nulls last, link.enterprise_id
limit $row_limit
