-- One row per enterprise that entered the zero-list in the newest published month: larger, in scope, without a union, and not
-- so in the published month before. It has left no row where it is on the list no more. since: the month's first day.
select
    c.enterprise_id as record_id, e.township_name, c.month as since, e.name, c.month
from mart.zero_list_change as c
join mart.enterprise as e using (enterprise_id)
join mart.target as t using (enterprise_id)
where c.direction = 'entered' and c.month = (select date_trunc('month', as_of) from mart.build)
order by e.township_name, c.enterprise_id
