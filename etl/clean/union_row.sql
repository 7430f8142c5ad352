-- One row per usable row of the union ledger, typed. Codes go by their prefix, not by the column they stand in:
-- 81… is a union's own, anything else its host's. bare_name is the host's name; where the ledger names no host, the
-- name of a unit's own union without its ending is the host's name (naming rule, docs/domain.md).
with rows as (
    select
        row_number() over () as row_key,
        file_id, sheet, row,
        blank_to_null(normalise_text(union_name)) as union_name,
        tidy_code(union_code) as code_1, union_code as union_code_as_written,
        tidy_code(host_code) as code_2, host_code as host_code_as_written,
        blank_to_null(normalise_text(host_name)) as host_name_written,
        blank_to_null(normalise_text(host_sector)) as host_sector_written,
        blank_to_null(normalise_text(union_type)) as union_type_written,
        blank_to_null(normalise_text(township)) as township_written,
        blank_to_null(normalise_text(established_on)) as established_written,
        blank_to_null(normalise_text(term_start)) as term_start_written,
        normalise_text(members) as members_written,
        normalise_text(female_members) as female_members_written,
        normalise_text(employees) as employees_written,
        blank_to_null(normalise_text(status)) as status_written,
        blank_to_null(normalise_text(verified_on)) as verified_written
    from raw.union_ledger
),

codes as (
    select
        *,
        case when code_1 like '81%' then code_1 when code_2 like '81%' then code_2 end as own_code,
        coalesce(case when code_2 not like '81%' then code_2 end, case when code_1 not like '81%' then code_1 end) as host_code,
        code_1 not like '81%' and code_2 not like '81%' and code_1 <> code_2 as two_host_codes
    from rows
),

checked as (
    select *, passes_gb32100(own_code) as own_passes, passes_gb32100(host_code) as host_passes, repair_code(host_code) as host_repair
    from codes
),

words as (
    select
        *,
        word_union_type_written(union_type_written) as type_by_column,
        word_union_type_name(union_name) as type_by_name,
        word_union_status(status_written) as status_word
    from checked
),

types as (
    select
        *,
        case
            when status_word = 'preparatory' then 'preparatory'
            when type_by_name in ('preparatory', 'group', 'work_committee', 'federation', 'branch_union')
                and coalesce(type_by_column, 'own') in ('own', 'joint') then type_by_name
            when type_by_name = 'joint' and type_by_column = 'own' then 'joint'
            else coalesce(type_by_column, type_by_name, 'other')
        end as union_type
    from words
)

select
    row_key, file_id, sheet, row,
    union_name, bare_name(union_name) as union_bare_name,
    case when own_passes then own_code end as union_code, union_code_as_written,
    own_code is not null and not own_passes as union_code_wrong,
    host_code, host_code_as_written,
    code_status(host_code, host_passes, passes_gb32100(host_repair)) as host_code_status,
    coalesce(two_host_codes, false) as two_host_codes,
    host_name_written,
    coalesce(
        bare_name(host_name_written),
        case when union_type in ('own', 'other') then nullif(bare_name(regexp_replace(union_name, '(基层)?工会(委员会|委)?$', '')), '') end
    ) as bare_name,
    host_name_written is null as host_name_derived,
    coalesce(
        word_host_sector(host_sector_written),
        case
            when host_passes and regexp_matches(host_code, '^(1|A)') then 'public_body'
            when host_passes and regexp_matches(host_code, '^[5N]') then 'social_organisation'
            when host_passes and host_code like '9%' then 'enterprise'
        end,
        word_host_sector_name(coalesce(host_name_written, regexp_replace(union_name, '(基层)?工会(委员会|委)?$', '')))
    ) as host_sector,
    host_sector_written,
    union_type, union_type_written,
    coalesce(status_word, case when status_written is null then 'active' else 'unknown' end) as status, status_written,
    township_written,
    to_date(established_written) as established_on, established_written,
    to_date(term_start_written) as term_start, term_start_written,
    to_count(members_written) as members, members_written,
    to_count(female_members_written) as female_members, female_members_written,
    to_count(employees_written) as employees, employees_written,
    to_date(verified_written) as verified_on
from types
