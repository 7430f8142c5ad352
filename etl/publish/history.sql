-- One row an enterprise as this build publishes it. Names of larger ones alone: who has left the registry is still called
-- by its name, and the others' would only make the file large.
with
enterprise as (from mart.enterprise),
build as (from mart.build)

select
    enterprise.enterprise_id,
    case when enterprise.is_larger then enterprise.name end as name,
    enterprise.in_scope,
    enterprise.scope_reason,
    enterprise.is_above_scale,
    enterprise.is_25plus,
    enterprise.is_100plus,
    enterprise.is_larger,
    enterprise.union_status,
    enterprise.union_id,
    enterprise.link_rule,
    enterprise.township_name,
    enterprise.headcount,
    build.build_id,
    build.as_of
from enterprise
cross join build
order by enterprise.enterprise_id
