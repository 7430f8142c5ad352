-- One row per pair asked for: the fields by which a decision is held against later sources, as link.decision reads them.
with pairs as (
    select unnest($enterprise_ids::varchar[]) as enterprise_id, unnest($union_ids::varchar[]) as union_id
),

-- a pair that was decided under an id that goes on as another one is the other one's
goes_on as (
    select old_id, kept_id from mart.identity_decision where decision = 'same' and standing = 'applied'
)

select
    pairs.enterprise_id, pairs.union_id,
    enterprise.name, enterprise.credit_code, enterprise.address,
    "union".union_name, "union".union_code, "union".host_name, "union".host_code
from pairs
left join goes_on as e on e.old_id = pairs.enterprise_id
left join goes_on as u on u.old_id = pairs.union_id
left join mart.enterprise as enterprise on enterprise.enterprise_id = coalesce(e.kept_id, pairs.enterprise_id)
left join mart."union" as "union" on "union".union_id = coalesce(u.kept_id, pairs.union_id)
