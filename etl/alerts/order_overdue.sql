-- One row per rectification order that is not closed though its deadline lies before the day $today; also one that is reported
-- and waits for its check. since: the day after the deadline; township_name: 未定位 where it is in none.
select
    union_id as record_id, coalesce(township_name, '未定位') as township_name, due_on + 1 as since, union_name as name, number, state, due_on,
    $today::date - due_on as days
from mart.rectification_order
where state <> 'closed' and due_on < $today::date
order by due_on desc, union_id, number
