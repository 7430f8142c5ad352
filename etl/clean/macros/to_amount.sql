-- A decimal number with optional thousands commas; NULL when it is none.
create or replace macro to_amount(s) as
    try_cast(nullif(regexp_replace(s, '[,\s]', '', 'g'), '') as double)
