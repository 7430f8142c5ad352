-- Targets that somebody wrote about and that a union of the ledger has closed: the union, since when it covers them, and the
-- row that closed them. total is the number of all of them, whatever $row_limit (null: no limit) cuts off.
select
    p.enterprise_id, p.enterprise_name, coalesce(p.township_name, '未定位') as township_name, p.stage, u.union_name,
    p.covered_from, p.closing_file as source_file, p.closing_sheet as source_sheet, p.closing_row as source_row, p.headcount,
    p.last_by, p.closing_union_id as union_id, count(*) over () as total
from mart.target_progress as p
left join mart."union" as u on u.union_id = p.closing_union_id
where
    p.closed_by = 'ledger'
    and (len($townships) = 0 or list_contains($townships, coalesce(p.township_name, '未定位')))
order by p.covered_from desc nulls last, p.enterprise_id
limit $row_limit
