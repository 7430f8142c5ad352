-- A decimal number with optional thousands commas (of either width) and blanks; NULL when it is none.
create or replace macro to_amount(s) as try_cast(replace(replace(replace(s, ',', ''), '，', ''), ' ', '') as double)
