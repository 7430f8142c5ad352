-- One row per usable row of the joint coverage lists, typed; code and bare_name are the covered entity's.
select
    row_number() over () as row_key,
    file_id, sheet, row,
    tidy_code(union_code) as union_code,
    bare_name(blank_to_null(normalise_text(union_name))) as union_bare_name,
    tidy_code(host_code) as code,
    bare_name(blank_to_null(normalise_text(host_name))) as bare_name,
    to_date(blank_to_null(normalise_text(covered_from))) as covered_from,
    blank_to_null(normalise_text(covered_from)) as covered_from_written,
    to_date(blank_to_null(normalise_text(covered_to))) as covered_to,
    blank_to_null(normalise_text(covered_to)) as covered_to_written
from raw.union_coverage
