-- One row per enterprise and union of the sources that somebody, or a correction, says is another one or goes on as it:
-- whether it counts (an enterprise in the area and in scope, a union that exists or of which that cannot be read), and
-- what says so: field and state, its code.
with named as (
    select unnest([old_id, new_id]) as id from raw.identity_said
    union
    select unnest([old_id, new_id]) from clean.corrected_id
)

select e.enterprise_id as id, coalesce(s.in_scope, false) as counts, 'scope_reason' as field, coalesce(s.scope_reason, 'moved_out') as state
from clean.enterprise as e
semi join named on named.id = e.enterprise_id
left join score.scope as s using (enterprise_id)
union all
select union_id, status in ('active', 'unknown'), 'union_state', status
from clean.union
semi join named on named.id = union_id
