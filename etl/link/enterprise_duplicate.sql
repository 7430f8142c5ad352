-- One row per two registry entities that count and that may be one, and rule that says so. first_id is the one to keep by
-- default: who bears the present name, or holds the code; else who has a code, then the newer file's, then the younger.
-- A name is not enough: the same person, or the same address, must go with it.
with counted as (
    select
        e.enterprise_id, e.name_key, e.credit_code, e.credit_code_status, e.credit_code_repair, e.established_on,
        e.legal_representative, e.registered_address, e.business_address, e.file_id, e.sheet, e.row
    from clean.enterprise as e
    join score.scope as s using (enterprise_id)
    where s.in_scope
),

files as (
    select file_id, max(as_of) as as_of from raw.source_file group by file_id
),

-- the newer, the better known: in this order the first stays
ranked as (
    select
        c.*, nullif(trim(legal_representative), '') as person,
        list_filter([registered_address, business_address], lambda a: length(a) >= 6) as addresses,
        row_number() over (
            partition by name_key order by credit_code is null, as_of desc nulls last, established_on desc nulls last, enterprise_id) as place
    from counted as c
    left join files using (file_id)
    where name_key in (select name_key from counted group by name_key having count(*) > 1)
),

borrowed as (
    select c.enterprise_id, r.credit_code
    from counted as c
    join clean.registry_row as r on r.file_id = c.file_id and r.sheet = c.sheet and r.row = c.row
    where c.credit_code_status = 'held_by_another'
)

select holder.enterprise_id as first_id, borrowed.enterprise_id as second_id, 'one_code_two_names' as rule, 1 as position
from borrowed join counted as holder on holder.credit_code = borrowed.credit_code
union
select f.enterprise_id, other.enterprise_id, 'former_name', 2
from clean.former_name as f
semi join counted as bearer on bearer.enterprise_id = f.enterprise_id
join counted as other on other.name_key = f.name_key and other.enterprise_id <> f.enterprise_id
union
select holder.enterprise_id, slip.enterprise_id, 'code_one_slip', 3
from counted as slip join counted as holder on holder.credit_code = slip.credit_code_repair
where slip.enterprise_id <> holder.enterprise_id
union
select a.enterprise_id, b.enterprise_id, 'same_name_same_person', 4
from ranked as a join ranked as b on b.name_key = a.name_key and a.place < b.place
where a.person = b.person
union
select a.enterprise_id, b.enterprise_id, 'same_name_same_address', 5
from ranked as a join ranked as b on b.name_key = a.name_key and a.place < b.place
where list_has_any(a.addresses, b.addresses)
