-- Larger enterprises that came into, or left, the ones with a union in a month, and why; those of one kind of change, or all
-- ($change ''). total is the number of all of them, whatever $row_limit (null: no limit) cuts off.
select
    m.month::varchar as month_of, m.township_name, m.enterprise_id, m.enterprise_name, m.direction, m.change, m.basis, m.union_id, u.union_name,
    e.headcount, count(*) over () as total
from mart.coverage_move as m
left join mart."union" as u using (union_id)
left join mart.enterprise as e on e.enterprise_id = m.enterprise_id
where
    m.month = $month and ($change = '' or m.change = $change)
    and (len($townships) = 0 or list_contains($townships, m.township_name))
order by m.change, m.direction, m.township_name = '未定位', m.township_name, m.enterprise_id
limit $row_limit
