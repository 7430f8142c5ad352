-- One row per two unions of the ledger that exist and that may be one, and rule that says so. first_id is the one to keep by
-- default: of the newer term, else who has a code, then founded later, then of the newer file. Two whose hosts are known
-- for certain and differ are two, whatever they are called.
with unions as (
    select
        u.union_id, u.union_type, u.township_name, u.host_code, u.host_code_status, r.union_code,
        regexp_replace(u.union_bare_name, '(基层)?工会(委员会|委)?$', '') as core,
        row_number() over (
            order by u.term_start desc nulls last, u.union_code is null, u.established_on desc nulls last, f.as_of desc nulls last,
                     u.union_id) as place
    from clean.union as u
    join clean.union_row as r using (row_key)
    left join (select file_id, max(as_of) as as_of from raw.source_file group by file_id) as f on f.file_id = u.file_id
    where u.status in ('active', 'unknown')
),

hosts as (
    select union_id, min(enterprise_id) as enterprise_id
    from link.certain_link where relation = 'host'
    group by union_id having count(distinct enterprise_id) = 1
),

told as (
    select unions.*, coalesce(hosts.enterprise_id, case when host_code_status = 'valid' then host_code end) as host, hosts.enterprise_id
    from unions left join hosts using (union_id)
),

pairs as (
    select
        a.union_id as first_id, b.union_id as second_id,
        a.union_code = b.union_code as one_code, a.union_type = 'own' and b.union_type = 'own' and a.host = b.host as one_host,
        length(a.core) >= 2 and coalesce(a.enterprise_id = b.enterprise_id, true) as one_name,
        coalesce(a.township_name <> b.township_name, false) as two_townships
    from told as a join told as b on a.core = b.core and a.place < b.place
    union
    select a.union_id, b.union_id, a.union_code = b.union_code, a.union_type = 'own' and b.union_type = 'own' and a.host = b.host, false, false
    from told as a join told as b on (a.union_code = b.union_code) and a.place < b.place
    union
    select a.union_id, b.union_id, false, true, false, false
    from told as a join told as b on a.host = b.host and a.place < b.place
    where a.union_type = 'own' and b.union_type = 'own'
)

select first_id, second_id, 'one_code_two_names' as rule, 1 as position from pairs where one_code
union
select first_id, second_id, 'same_host', 2 from pairs where one_host
union
select first_id, second_id, 'same_name_two_townships', 3 from pairs where one_name and two_townships
union
select first_id, second_id, 'same_name', 4 from pairs where one_name and not two_townships
