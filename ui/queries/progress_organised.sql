-- Enterprises in scope that have been organised, the newest first, and the row that shows it: those of a year ($since to
-- $until), or those of which no row tells the day ($which 'undated'); of these whose union runs ('running'), certainly does
-- not ('not_running'), or of which it is not known ('running_unknown'), larger ones ('larger'). total is the number of all of
-- them, whatever $row_limit (null: no limit) cuts off.
with organised as (
    select *, coalesce(township_name, '未定位') as place from mart.organised
),

rows_of_unions as (
    select union_id, union_name, source_file, source_sheet, source_row from mart."union"
)

select
    o.enterprise_id, o.enterprise_name, o.place as township_name, o.organised_on, o.shown_by, o.is_running, o.is_larger,
    o.workers, o.union_id, u.union_name, u.source_file, u.source_sheet, u.source_row, count(*) over () as total
from organised as o
left join rows_of_unions as u using (union_id)
where
    (len($townships) = 0 or list_contains($townships, o.place))
    and case when $which = 'undated' then o.organised_on is null else o.organised_on between $since and $until end
    and case $which
        when 'running' then o.is_running
        when 'not_running' then not o.is_running
        when 'running_unknown' then o.is_running is null
        when 'larger' then o.is_larger
        else true
    end
order by o.organised_on desc nulls last, o.place = '未定位', o.place, o.enterprise_id
limit $row_limit
