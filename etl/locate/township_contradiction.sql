-- Rows of the township files that contradict each other, worst first: what must not be guessed.
-- One system gives one township one code and one kind, and one code to one township. Rows without a code system may
-- carry the codes of two systems, so only their kind is compared.
with township as (
    select
        *, coalesce(code_system, '') as system,
        {'file_id': file_id, 'sheet': sheet, 'row': row} as source
    from clean.township_row where is_of_area and township_name is not null
),

two_codes as (
    select
        township_name || coalesce('（' || code_system || '）', '') as subject, 1 as position,
        string_agg(distinct code, '、' order by code) as found,
        max(source) as source
    from township
    where code_system is not null
    group by township_name, code_system
    having count(distinct code) > 1
),

two_kinds as (
    select
        township_name as subject, 2 as position,
        string_agg(distinct kind, '、' order by kind) as found,
        max(source) as source
    from township
    group by township_name, system
    having count(distinct kind) > 1
),

two_names as (
    select
        code || '（' || code_system || '）' as subject, 3 as position,
        string_agg(distinct township_name, '、' order by township_name) as found,
        max(source) as source
    from township
    where code_system is not null
    group by code, code_system
    having count(distinct township_name) > 1
)

select subject, position, found, source.file_id, source.sheet, source.row
from (from two_codes union all by name from two_kinds union all by name from two_names)
order by position, subject
