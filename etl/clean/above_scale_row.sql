-- One row per usable row of the above-scale list, typed.
with rows as (
    select
        file_id, sheet, row,
        tidy_code(credit_code) as code,
        blank_to_null(normalise_text(name)) as name,
        normalise_text(category) as category,
        blank_to_null(normalise_text(listed_from)) as listed_from_written,
        blank_to_null(normalise_text(listed_to)) as listed_to_written
    from raw.above_scale_list
)

select
    row_number() over () as row_key,
    file_id, sheet, row, code, bare_name(name) as bare_name, category,
    to_date(listed_from_written) as listed_from, listed_from_written,
    to_date(listed_to_written) as listed_to, listed_to_written
from rows
