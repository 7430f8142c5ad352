-- One row an enterprise as this build publishes it.
with
enterprise as (from mart.enterprise),
build as (from mart.build)

select
    enterprise.enterprise_id,
    enterprise.in_scope,
    enterprise.is_above_scale,
    enterprise.is_25plus,
    enterprise.is_100plus,
    enterprise.is_larger,
    enterprise.union_status,
    enterprise.union_id,
    enterprise.township_name,
    enterprise.headcount,
    build.build_id,
    build.as_of
from enterprise
cross join build
order by enterprise.enterprise_id
