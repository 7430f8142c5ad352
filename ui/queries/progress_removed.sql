-- Targets that somebody took off the list, or asked to: the reason, who, when, and whether two signed-in people stand behind
-- it where two are needed (by_two_people; false or NULL: not). total is the number of all of them, whatever $row_limit (null: no limit)
-- cuts off.
with notes as (
    select enterprise_id, note, recorded_at
    from mart.target_event
    where kind = 'removed'
    qualify row_number() over (partition by enterprise_id order by recorded_at desc, position desc) = 1
)

select
    p.enterprise_id, p.enterprise_name, coalesce(p.township_name, '未定位') as township_name, p.removal, p.removed_on,
    case when p.removal_is_open then 'waiting' when p.removal = 'headcount_changed' and p.by_two_people is not true then 'not_by_two' when p.removal = 'headcount_changed' then 'by_two' end as removal_check,
    p.headcount, p.stage, p.closed_by, p.removal_by, p.removal_source, n.note, count(*) over () as total
from mart.target_progress as p
left join notes as n using (enterprise_id)
where
    p.removal is not null
    and (len($townships) = 0 or list_contains($townships, coalesce(p.township_name, '未定位')))
order by p.removal_is_open desc, p.removed_on desc nulls first, p.enterprise_id
limit $row_limit
