-- Enterprises that left the list of larger enterprises without a union, or came onto it, in the months after $since up to
-- $until. is_confirmed: 'not_by_two' where one left because its headcount changed and no two people stand behind it.
-- total is the number of all of them, whatever $row_limit (null: no limit) cuts off.
select
    enterprise_id, enterprise_name, township_name, strftime(month, '%Y-%m') as month, direction, reason,
    case when is_confirmed then 'by_two' when not is_confirmed then 'not_by_two' end as removal_check,
    headcount_before, headcount_after, union_status_before, union_status_after, count(*) over () as total
from mart.zero_list_change
where
    month > $since and month <= $until
    and (len($townships) = 0 or list_contains($townships, township_name))
order by coalesce(is_confirmed, true), month desc, township_name = '未定位', township_name, direction desc, reason, enterprise_id
limit $row_limit
