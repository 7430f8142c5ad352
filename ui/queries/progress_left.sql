-- Enterprises that left, or came onto, the list of larger ones without a union between two published months that end in the
-- time $since to $until, and why; 'removal_check' of those that left because their headcount changed: whether two people stand behind it.
-- total is the number of all of them, whatever $row_limit (null: no limit) cuts off.
select
    month::varchar as month_of, township_name, enterprise_id, enterprise_name, direction, reason as list_reason,
    case when is_confirmed then 'by_two' when not is_confirmed then 'not_by_two' end as removal_check,
    headcount_before, headcount_after, union_status_before, union_status_after, count(*) over () as total
from mart.zero_list_change
where
    month between $since and $until
    and (len($townships) = 0 or list_contains($townships, township_name))
order by month desc, direction desc, list_reason, township_name = '未定位', township_name, enterprise_id
limit $row_limit
