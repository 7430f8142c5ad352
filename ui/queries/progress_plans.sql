-- The plan of a year by township (all townships; planned NULL: none has been told), of the next year where there is one already, and
-- where it comes from: a row of a file, or somebody who entered it. total is the number of all of them, whatever $row_limit (null: no limit) cuts off.
select
    t.township_name, y.year as plan_year, p.enterprises_to_organise as planned, p.workers_to_cover as workers_planned,
    case when p.event_id is not null then 'entered' when p.township_name is not null then 'file' end as told_by,
    p.source_file, p.source_sheet, p.source_row, p.entered_by, p.entered_source, p.entered_at::date as entered_on,
    count(*) over () as total
from mart.township as t
cross join (select unnest([$year::integer, $year::integer + 1]) as year) as y
left join mart.plan_year as p on p.township_name = t.township_name and p.year = y.year
where (y.year = $year or p.township_name is not null) and t.township_name <> '未定位' and (len($townships) = 0 or list_contains($townships, t.township_name))
order by y.year, t.township_name
limit $row_limit
