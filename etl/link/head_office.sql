-- One row per branch whose head office is in the registry: the name up to the first 公司, borne by one enterprise alone.
with branches as (
    select enterprise_id, name_key, regexp_extract(name_key, '^(.+?公司).', 1) as head_office_name
    from clean.enterprise
    where entity_class = 'branch'
),

keys as (
    select name_key, enterprise_id from clean.enterprise_key where enterprises = 1 and rule = 'name'
)

select branches.enterprise_id, keys.enterprise_id as head_office_id
from branches
join keys on keys.name_key = branches.head_office_name
where keys.enterprise_id <> branches.enterprise_id
