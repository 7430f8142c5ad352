-- One row per enterprise and union of the sources: whether it counts (an enterprise in the area and in scope, a union that
-- exists or of which that cannot be read), and what says so: field and state, its code.
select e.enterprise_id as id, coalesce(s.in_scope, false) as counts, 'scope_reason' as field, coalesce(s.scope_reason, 'moved_out') as state
from clean.enterprise as e
left join score.scope as s using (enterprise_id)
union all
select union_id, status in ('active', 'unknown'), 'union_state', status
from clean.union
