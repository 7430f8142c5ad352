-- The columns of township_larger for any definition of size: a township without an enterprise counts none.
select
    t.township_name, t.kind,
    coalesce(c.enterprises, 0) as enterprises,
    coalesce(c.larger, 0) as larger,
    coalesce(c.larger_own, 0) as larger_own,
    coalesce(c.larger_joint, 0) as larger_joint,
    coalesce(c.larger_headquarters, 0) as larger_headquarters,
    coalesce(c.larger_uncertain, 0) as larger_uncertain,
    coalesce(c.larger_none, 0) as larger_none,
    coalesce(c.size_unknown, 0) as size_unknown,
    c.rate_low, c.rate, c.rate_high, c.workers, c.workers_covered,
    c.workers_covered / nullif(c.workers, 0) as worker_rate,
    t.base_unions, t.members,
    coalesce(c.running_proven, 0) as running_proven,
    coalesce(c.running_possible, 0) as running_possible,
    coalesce(c.alive_proven, 0) as alive_proven,
    coalesce(c.alive_possible, 0) as alive_possible
from mart.township as t
left join mart.place_coverage as c
    on c.place_name = t.township_name and c.place_kind = 'township' and c.definition = $definition
order by t.township_name
