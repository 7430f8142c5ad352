-- One row per corrected row of registry or ledger and id that it had, or could have had, before its correction, and that
-- nobody has now: what was decided under it goes on under the present one. fields: what the corrections put right, as
-- decisions name it.
with corrections as (
    select
        source_kind, file_id, sheet, row, min(id) as correction_id, min_by(who, id) as who, min_by(reason, id) as reason,
        max(decided_on) as decided_on, list(distinct column_name) as columns,
        any_value(old) filter (column_name = 'name') as name,
        any_value(old) filter (column_name = 'credit_code') as credit_code,
        any_value(old) filter (column_name = 'registration_number') as registration_number,
        any_value(old) filter (column_name = 'union_name') as union_name,
        any_value(old) filter (column_name = 'union_code') as union_code,
        any_value(old) filter (column_name = 'host_name') as host_name,
        any_value(old) filter (column_name = 'township') as township
    from raw.correction
    where action = 'set'
        and column_name in ('name', 'credit_code', 'registration_number', 'union_name', 'union_code', 'host_name', 'township')
    group by source_kind, file_id, sheet, row
),

enterprises as (
    select
        c.*, present.enterprise_id as new_id,
        case when list_contains(c.columns, 'credit_code') then tidy_code(c.credit_code) else r.credit_code_tidied end as old_code,
        case when list_contains(c.columns, 'registration_number') then blank_to_null(normalise_text(c.registration_number))
             else r.registration_number end as old_number,
        case when list_contains(c.columns, 'name') then name_key(c.name) else r.bare_name end as old_name
    from corrections as c
    join clean.registry_row as r on r.file_id = c.file_id and r.sheet = c.sheet and r.row = c.row
    left join clean.registry_again as again using (row_key)
    join clean.registry_identity as present on present.row_key = coalesce(again.first_row_key, r.row_key)
    where c.source_kind = 'enterprise_registry'
),

unions as (
    select
        c.*, again.union_id as new_id,
        case when list_contains(c.columns, 'union_code') then tidy_code(c.union_code) else r.union_code end as old_code,
        case when list_contains(c.columns, 'union_name') then name_key(c.union_name) else r.union_bare_name end as old_name,
        coalesce(
            case when list_contains(c.columns, 'host_name') then name_key(c.host_name) else bare_name(r.host_name_written) end,
            case when list_contains(c.columns, 'township') then blank_to_null(normalise_text(c.township)) else r.township_written end,
            '') as old_place
    from corrections as c
    join clean.union_row as r on r.file_id = c.file_id and r.sheet = c.sheet and r.row = c.row
    join clean.union_again as again using (row_key)
    where c.source_kind = 'union_ledger'
),

area as (
    select value as county from raw.setting where key = 'area_name'
),

ids as (
    select
        * , unnest([
            case when passes_gb32100(old_code) then 'C-' || old_code end,
            'R-' || coalesce(old_number, case when regexp_matches(old_code, '^(\d{13}|\d{15})$') then old_code end),
            'N-' || substr(sha256(area.county || '|' || old_name), 1, 16)]) as old_id
    from enterprises
    cross join area
    union all by name
    select
        *, unnest([
            case when passes_gb32100(old_code) and old_code like '81%' then 'U-' || old_code end,
            'H-' || substr(sha256(old_name || '|' || old_place), 1, 16)]) as old_id
    from unions
)

select old_id, new_id, correction_id, who, reason, decided_on, columns as fields
from ids
anti join (select enterprise_id as old_id from clean.enterprise union all select union_id from clean.union) as known using (old_id)
where old_id is not null
qualify row_number() over (partition by old_id order by decided_on desc, correction_id) = 1
