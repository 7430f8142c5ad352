-- Enterprises that came into the covered ones of a township, or left them, in the months after $since up to $until, for one
-- reason or ('') any. total is the number of all of them, whatever $row_limit (null: no limit) cuts off.
with now as (
    select enterprise_id, headcount, union_status from mart.enterprise
)

select
    m.enterprise_id, m.enterprise_name, m.township_name, strftime(m.month, '%Y-%m') as month, m.direction, m.change, m.basis, u.union_name, m.union_id,
    now.headcount, now.union_status, count(*) over () as total
from mart.coverage_move as m
left join now using (enterprise_id)
left join mart."union" as u on u.union_id = m.union_id
where
    m.month > $since and m.month <= $until
    and ($change = '' or m.change = $change)
    and (len($townships) = 0 or list_contains($townships, m.township_name))
order by m.month desc, m.township_name = '未定位', m.township_name, m.direction, m.enterprise_id
limit $row_limit
