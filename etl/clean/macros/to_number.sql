-- A decimal number with optional thousands commas and blanks; NULL when it is none. Words for ten thousands are not
-- understood, so that nothing is read as a ten-thousandth of what it is.
create or replace macro to_number(s) as try_cast(replace(replace(s, ',', ''), ' ', '') as decimal(18, 4))
