-- One row: how many pairs of enterprises, of larger ones, and of unions may be one, undecided.
select
    count(*) filter (d.kind = 'enterprise') as enterprises,
    count(*) filter (d.kind = 'enterprise' and a.is_larger and b.is_larger) as larger,
    count(*) filter (d.kind = 'union') as unions
from mart.duplicate as d
left join mart.enterprise as a on a.enterprise_id = d.first_id
left join mart.enterprise as b on b.enterprise_id = d.second_id
where d.decision in ('open', 'cannot_tell')
    and (len($townships) = 0 or list_contains($townships, coalesce(a.township_name, '未定位'))
         or list_contains($townships, coalesce(b.township_name, '未定位')) or d.kind = 'union')
