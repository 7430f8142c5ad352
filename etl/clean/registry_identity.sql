-- One row per registry row that can be told who it is: its enterprise_id. Where one code (or registration number)
-- stands on several names, all but the current one are known by their name: the current one is nobody's former
-- name, active, and the youngest.
with rows as (
    select row_key, name, bare_name, credit_code, registration_number, registration_status, established_on
    from clean.registry_row
    where bare_name is not null
),

shared_codes as (
    select credit_code from rows where credit_code is not null
    group by credit_code having min(bare_name) <> max(bare_name)
),

code_holders as (
    select rows.credit_code, rows.bare_name
    from rows
    join shared_codes using (credit_code)
    left join (
        select credit_code, string_agg(former_names, '|') as all_former_names
        from clean.registry_row where former_names is not null group by credit_code
    ) as former using (credit_code)
    qualify row_number() over (
        partition by rows.credit_code
        order by contains(coalesce(all_former_names, ''), rows.name), (registration_status <> 'active'),
                 established_on desc nulls last, row_key) = 1
),

shared_numbers as (
    select registration_number, min(bare_name) as holder
    from rows where registration_number is not null and credit_code is null
    group by registration_number having min(bare_name) <> max(bare_name)
),

area as (
    select value as county from raw.setting where key = 'area_name'
)

select
    rows.row_key,
    case
        when rows.credit_code is not null and (code_holders.credit_code is null or code_holders.bare_name = rows.bare_name)
            then 'C-' || rows.credit_code
        when rows.credit_code is null and rows.registration_number is not null
            and coalesce(shared_numbers.holder, rows.bare_name) = rows.bare_name
            then 'R-' || rows.registration_number
        else 'N-' || substr(sha256(area.county || '|' || rows.bare_name), 1, 16)
    end as enterprise_id
from rows
cross join area
left join code_holders on code_holders.credit_code = rows.credit_code
left join shared_numbers on shared_numbers.registration_number = rows.registration_number
