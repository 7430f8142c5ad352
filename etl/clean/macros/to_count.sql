-- A whole number of persons: thousands commas and 人, 名, 个 fall away; NULL when it is no such number or negative.
create or replace macro to_count(s) as
    case when regexp_matches(replace(s, ',', ''), '^\d{1,9}(\.0+)? ?[人名个]?$')
         then try_cast(regexp_extract(replace(s, ',', ''), '^(\d+)', 1) as integer) end
