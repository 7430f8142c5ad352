-- A date in any of the forms that ledgers hold; a month without a day (2011.5, 2011年5月, 20110500) is its first day.
-- Both separators are the same: 2026.1-3 is January to March.
-- NULL: not a date, a year alone, or 1900-01-01, which programs write for 'no date'.
create or replace macro to_date(s) as
    nullif(nullif(case
        when regexp_matches(s, '^\d{4}-\d{2}-\d{2}$') then try_cast(s as date)
        when regexp_matches(s, '^\d{4} ?(- ?\d{1,2} ?-|/ ?\d{1,2} ?/|\. ?\d{1,2} ?\.|年 ?\d{1,2} ?月) ?\d{1,2} ?日?([ T].*)?$') then
            try_cast(regexp_replace(s, '^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}).*$', '\1-\2-\3') as date)
        when regexp_matches(s, '^\d{4} ?[-/.年] ?\d{1,2} ?月?$') then
            try_cast(regexp_replace(s, '^(\d{4}) ?[-/.年] ?(\d{1,2}) ?月?$', '\1-\2-1') as date)
        when regexp_matches(s, '^(19|20)\d{6}$') then
            try_cast(substr(s, 1, 4) || '-' || substr(s, 5, 2) || '-' || replace(substr(s, 7, 2), '00', '01') as date)
        when regexp_matches(s, '^(19|20)\d{4}$') then try_cast(substr(s, 1, 4) || '-' || substr(s, 5, 2) || '-01' as date)
        when regexp_matches(s, '^[2-6]\d{4}(\.0+)?$') then date '1899-12-30' + try_cast(split_part(s, '.', 1) as integer)
    end, date '1900-01-01'), date '1899-12-30')
