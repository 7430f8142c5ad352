-- One row per part of the county (county, township, band, sample) with what was found there; rate 0–1, null where too few.
select
    part, name as part_name, unions, verified, found, shell, mended, not_a_shell, wrong_data, rate,
    count(*) over () as total
from mart.verdict_rate
where part <> 'township' or len($townships) = 0 or list_contains($townships, name)
order by case part when 'county' then 1 when 'band' then 2 when 'township' then 3 else 4 end, verified desc, name desc
limit $row_limit
