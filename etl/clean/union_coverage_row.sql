-- One row per usable row of the joint coverage lists, typed; code and bare_name are the covered entity's.
with rows as (
    select
        file_id, sheet, row,
        tidy_code(union_code) as union_code,
        blank_to_null(normalise_text(union_name)) as union_name,
        tidy_code(host_code) as code,
        blank_to_null(normalise_text(host_name)) as name,
        blank_to_null(normalise_text(covered_from)) as covered_from_written,
        blank_to_null(normalise_text(covered_to)) as covered_to_written
    from raw.union_coverage
)

select
    row_number() over () as row_key,
    file_id, sheet, row, union_code, bare_name(union_name) as union_bare_name, code, bare_name(name) as bare_name,
    to_date(covered_from_written) as covered_from, covered_from_written,
    to_date(covered_to_written) as covered_to, covered_to_written
from rows
