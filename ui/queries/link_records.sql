-- One row per pair asked for: the fields by which a decision is held against later sources, as link.decision reads them.
with pairs as (
    select unnest($enterprise_ids::varchar[]) as enterprise_id, unnest($union_ids::varchar[]) as union_id
)

select
    pairs.enterprise_id, pairs.union_id,
    enterprise.name, enterprise.credit_code, enterprise.address,
    "union".union_name, "union".union_code, "union".host_name, "union".host_code
from pairs
left join mart.enterprise as enterprise on enterprise.enterprise_id = pairs.enterprise_id
left join mart."union" as "union" on "union".union_id = pairs.union_id
