-- The last month of a quarter (2026年二季度, 2026Q2, 2026年第3季度, 2026年上半年) as its first day; NULL when it is none.
create or replace macro quarter_end(s) as
    try_cast(regexp_extract(s, '^(\d{4})', 1) || case
        when regexp_matches(s, '^\d{4}年?(Q1|第?[一1]季度?)$') then '-03-01'
        when regexp_matches(s, '^\d{4}年?(Q2|第?[二2]季度?|上半年)$') then '-06-01'
        when regexp_matches(s, '^\d{4}年?(Q3|第?[三3]季度?)$') then '-09-01'
        when regexp_matches(s, '^\d{4}年?(Q4|第?[四4]季度?|下半年)$') then '-12-01' end as date)
