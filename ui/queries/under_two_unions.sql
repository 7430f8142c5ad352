-- One row per enterprise with more than one current union of its own or joint one, with all of them.
select
    e.enterprise_id, e.credit_code, e.name, e.township_name, e.headcount, e.union_status,
    count(distinct l.union_id) as unions, string_agg(distinct u.union_name, ' / ' order by u.union_name) as union_names,
    count(*) over () as total
from mart.enterprise_union as l
join mart.enterprise as e using (enterprise_id)
join mart."union" as u on u.union_id = l.union_id
where l.is_current and l.relation <> 'headquarters'
group by all
having count(distinct l.union_id) > 1
order by unions desc, e.headcount desc nulls last, e.enterprise_id
limit $row_limit
