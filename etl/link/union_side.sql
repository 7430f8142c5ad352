-- One row per union and name by which it, or its coverage list, names an enterprise that no certain rule finds, as it
-- is compared. The chair, the employees and the founding day say something of a host alone, not of a joint union's members.
with hosts as (
    select
        u.union_id, u.host_bare_name as bare_name, l.chair_name, u.employees, u.established_on
    from clean.union as u
    left join raw.union_ledger as l on l.file_id = u.file_id and l.sheet = u.sheet and l.row = u.row
    where u.union_type = 'own'
)

select
    m.union_id || '|' || m.bare_name as unique_id,
    n.* exclude (bare_name), m.bare_name,
    case when length(m.code) between 15 and 20 then m.code end as code, u.township_name,
    nullif(trim(hosts.chair_name), '') as person, hosts.employees as headcount, hosts.established_on
from link.uncertain_mention as m
join link.compared_name as n using (bare_name)
join clean.union as u using (union_id)
left join hosts on hosts.union_id = m.union_id and hosts.bare_name = m.bare_name
