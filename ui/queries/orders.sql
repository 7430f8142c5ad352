-- One row per rectification order: overdue ones on the day $today first, then what waits for a check, then by deadline.
select
    union_id, union_name, number as order_number, coalesce(township_name, '未定位') as township_name,
    case when state <> 'closed' and due_on < $today then 'overdue' else state end as order_state,
    due_on, responsible, problem, indicators, issued_by, issued_at::date as issued_on, evidence, mended_on, reported_by,
    checked_by, checked_at::date as checked_on, check_note,
    case when state = 'closed' then by_two_people end as by_two_people, attachment_sha256, count(*) over () as total
from mart.rectification_order
where len($townships) = 0 or list_contains($townships, coalesce(township_name, '未定位'))
order by
    case order_state when 'overdue' then 1 when 'reported' then 2 when 'open' then 3 else 4 end, due_on, union_id, number
limit $row_limit
