-- One row per enterprise that came onto the list of larger enterprises without a union in the newest published month, and is
-- an open target still; one that only moved between townships is not new. reason: why it came; since: the month's first day.
select
    c.enterprise_id as record_id, c.township_name, c.month as since, c.enterprise_name as name, c.month, c.reason
from mart.zero_list_change as c
join mart.target_progress as p on p.enterprise_id = c.enterprise_id and p.closed_by is null
where c.direction = 'entered' and c.reason <> 'other_township'
    and c.month = (select date_trunc('month', as_of)::date from mart.build)
order by c.township_name, c.enterprise_id
