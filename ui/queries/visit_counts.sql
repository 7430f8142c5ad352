-- One row: how many verdicts there are, and how many orders are open and overdue on the day $today.
with places as (
    select $townships as chosen
),

orders as (
    select o.state, o.due_on < $today as is_late
    from mart.rectification_order as o
    cross join places
    where len(chosen) = 0 or list_contains(chosen, coalesce(o.township_name, '未定位'))
)

select
    count(*) filter (state <> 'closed') as open,
    count(*) filter (state <> 'closed' and is_late) as overdue,
    count(*) filter (state = 'reported') as reported,
    count(*) filter (state = 'closed') as closed
from orders
