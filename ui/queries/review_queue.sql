-- One row per pair that nobody has decided in this build: first those that would move the coverage of larger enterprises,
-- or that are counted and doubted, the more workers and the likelier the earlier.
select
    c.enterprise_id, c.union_id, c.match_probability, c.named_as, c.evidence, c.decision, c.is_uncertain, c.changes,
    e.name, e.credit_code, e.address, e.township_name, e.headcount, e.established_on,
    coalesce(e.is_larger and e.in_scope and e.union_status in ('uncertain', 'none'), false) as moves_coverage,
    u.union_name, u.union_type, u.host_name, u.host_code, u.township_name as union_township, u.employees, u.members,
    u.established_on as union_established_on,
    count(*) over (partition by c.union_id) as pairs_of_union,
    core.level as core_level
from mart.link_candidate as c
join mart.enterprise as e using (enterprise_id)
join mart."union" as u on u.union_id = c.union_id
left join mart.link_comparison as core
    on core.enterprise_id = c.enterprise_id and core.union_id = c.union_id and core.comparison = 'core'
where c.decision in ('open', 'cannot_tell')
order by
    c.decision = 'cannot_tell', moves_coverage or e.is_challenged desc, coalesce(e.headcount, 0) * coalesce(c.match_probability, 0.5) desc,
    c.union_id, c.match_probability desc, c.enterprise_id
