-- One row per active base union and enterprise whose dues and cases are its own: the host of an own union; whom a joint
-- union covers today, unless it has a union of its own. A joint union is so judged once, over all its units together.
with hosts as (
    select distinct union_id, enterprise_id
    from link.union_enterprise
    where relation = 'host' and coalesce(valid_to > (select as_of from raw.build), true)
),

covered as (
    select distinct union_id, enterprise_id from link.union_enterprise where relation = 'covered' and is_current
)

select union_id, enterprise_id, true as is_host from hosts
union all
select union_id, enterprise_id, false from covered anti join hosts using (enterprise_id)
order by union_id, enterprise_id
