select union_type, is_base_union, count(*) as unions, sum(members) as members, count(members) as with_members
from mart."union"
where status = 'active' and (len($townships) = 0 or list_contains($townships, township_name))
group by union_type, is_base_union
order by unions desc, union_type
