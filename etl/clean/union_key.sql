-- Names and codes by which another file can name a union; unions counts who bears them.
select union_code as key, min(union_id) as union_id, count(distinct union_id) as unions
from clean.union where union_code is not null group by union_code
union all
select union_bare_name, min(union_id), count(distinct union_id)
from clean.union group by union_bare_name
