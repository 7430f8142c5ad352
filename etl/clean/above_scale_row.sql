-- One row per usable row of the above-scale list, typed.
select
    row_number() over () as row_key,
    file_id, sheet, row,
    tidy_code(credit_code) as code,
    bare_name(blank_to_null(normalise_text(name))) as bare_name,
    normalise_text(category) as category,
    to_date(blank_to_null(normalise_text(listed_from))) as listed_from,
    blank_to_null(normalise_text(listed_from)) as listed_from_written,
    to_date(blank_to_null(normalise_text(listed_to))) as listed_to,
    blank_to_null(normalise_text(listed_to)) as listed_to_written
from raw.above_scale_list
