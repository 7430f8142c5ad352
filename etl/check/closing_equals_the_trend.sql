-- zh: 变动表的期末数等于走势里已建会的数
select c.month, c.township_name, c.basis, c.closing, m.own, m.joint, m.headquarters
from mart.coverage_change as c
left join mart.coverage_month as m
    on m.month = c.month and m.township_name = c.township_name and m.threshold = 'larger'
where c.closing <> coalesce(m.own + m.joint + m.headquarters, 0)
