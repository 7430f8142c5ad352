-- One row per link between an enterprise and a base union that a certain rule finds, with the period in which it holds.
-- What people decided is not in here yet: the finder of candidates starts from what the rules find, whatever is decided.
with unions as (
    select * from clean.union where is_base_union
),

hosts as (
    select
        m.enterprise_id, u.union_id, u.union_type,
        case u.union_type when 'own' then 'host' else 'covered' end as relation,
        u.established_on as valid_from, null::date as valid_to,
        m.rule as link_rule, m.confidence as link_confidence,
        u.status, u.established_on, u.file_id, u.sheet, u.row
    from unions as u
    join clean.mention as m on m.code is not distinct from u.host_code and m.bare_name is not distinct from u.host_bare_name
    where m.enterprise_id is not null
),

-- a joint union's own name writes its members out in full
written as (
    select
        m.enterprise_id, u.union_id, u.union_type, 'covered' as relation,
        u.established_on as valid_from, null::date as valid_to,
        m.rule as link_rule, m.confidence as link_confidence,
        u.status, u.established_on, u.file_id, u.sheet, u.row
    from clean.union_written_member as w
    join unions as u using (row_key)
    join clean.mention as m on m.code is null and m.bare_name = w.bare_name
    where m.enterprise_id is not null
),

listed as (
    select
        c.enterprise_id, u.union_id, u.union_type, 'covered' as relation,
        coalesce(c.covered_from, u.established_on) as valid_from, c.covered_to as valid_to,
        'coverage_list' as link_rule, 0.97 as link_confidence,
        u.status, u.established_on, c.file_id, c.sheet, c.row
    from clean.union_coverage as c
    join unions as u using (union_id)
    where c.enterprise_id is not null
)

select * from hosts
union all
select * from listed
anti join hosts using (enterprise_id, union_id)
union all
select * from written
anti join hosts using (enterprise_id, union_id)
anti join listed using (enterprise_id, union_id)
