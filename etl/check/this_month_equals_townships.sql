-- zh: 走势的当月数等于各乡镇的现数
select t.township_name, t.larger, m.enterprises
from mart.township as t
cross join mart.build as b
left join mart.coverage_month as m
    on m.township_name = t.township_name and m.threshold = 'larger' and m.month = date_trunc('month', b.as_of)
where (t.larger, t.larger_own, t.larger_joint, t.larger_headquarters, t.larger_uncertain, t.larger_none, t.workers, t.workers_covered)
    is distinct from
    (coalesce(m.enterprises, 0), coalesce(m.own, 0), coalesce(m.joint, 0), coalesce(m.headquarters, 0), coalesce(m.uncertain, 0),
     coalesce(m."none", 0), coalesce(m.workers, 0), coalesce(m.workers_covered, 0))
