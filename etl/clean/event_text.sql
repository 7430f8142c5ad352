-- One row per different text that stands in a cell of an event: what it is as text, name, code, date, period, number and
-- yes or no; NULL where it is none. Everything is typed once per text, not once per row.
-- `written` is NULL where the cell says nothing; 0 says nothing as text, but is a number, and 无 is a 'no'.
with mended as (
    select cell, normalise_text(cell) as text, tidy_code(cell) as code from clean.event_cell
),

said as (
    select
        cell, text, code, blank_to_null(text) as written,
        regexp_extract(text, '(元|%|分)$') as unit,
        regexp_replace(text, '^[¥￥]|(元|%|分)$', '', 'g') as amount
    from mended
)

select
    cell, code, written,
    bare_name(written) as bare_name,
    to_date(written) as date,
    quarter_end(written) as quarter,
    contains(written, '半年') as is_half_year,
    try_cast(regexp_extract(written, '^((?:19|20)\d{2}) ?年?度?$', 1) as integer) as year,
    case when text = '0' then text else written end as number_written,
    to_count(text) as count,
    to_number(amount) as number,
    unit,
    case when text in ('0', '无') then text else written end as flag_written,
    to_flag(text) as flag
from said
