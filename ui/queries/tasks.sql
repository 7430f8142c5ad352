-- One row per thing that somebody has to bring, the most lacking first; of one union where one is asked for.
select
    t.kind as task, t.union_id, u.union_name, u.township_name, t.counted, t.told, t.lacking, t.since,
    u.source_file, u.source_sheet, u.source_row
from mart.task as t
join mart."union" as u using (union_id)
where $id = '' or t.union_id = $id
order by t.lacking desc, u.union_name, t.union_id
limit $row_limit
