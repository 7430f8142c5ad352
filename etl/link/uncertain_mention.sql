-- One row per union and name by which it, or its coverage list, names an enterprise that no certain rule finds. Hosts
-- that are no enterprises are left out, and unions that are dissolved.
with unions as (
    select * from clean.union where is_base_union and status <> 'dissolved'
),

named as (
    select u.union_id, u.host_code as code, u.host_bare_name as bare_name, u.host_code_status = 'valid' as code_is_valid
    from unions as u
    where coalesce(u.host_sector, 'enterprise') = 'enterprise'
    union
    select u.union_id, null, w.bare_name, false
    from clean.union_written_member as w
    join unions as u using (row_key)
    union
    select c.union_id, r.code, r.bare_name, passes_gb32100(r.code)
    from clean.union_coverage as c
    join clean.union_coverage_row as r using (row_key)
    join unions using (union_id)
    cross join raw.build
    where c.enterprise_id is null and coalesce(c.covered_to > as_of, true)
)

select named.union_id, named.bare_name, named.code, coalesce(named.code_is_valid, false) as code_is_valid,
       m.code_enterprise_id, m.name_enterprise_id, m.name_bearers, m.repair_enterprise_id, m.disagrees
from named
join clean.mention as m on m.code is not distinct from named.code and m.bare_name is not distinct from named.bare_name
where m.enterprise_id is null
