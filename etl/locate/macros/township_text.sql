-- A township's name (its place_text) as the tables keep it: without the county before it and without 办事处 after 街道.
create or replace macro township_text(n, county) as
    nullif(regexp_replace(
        case when starts_with(n, county) then substr(n, length(county) + 1) else n end, '(街道)办事处$', '\1'), '')
