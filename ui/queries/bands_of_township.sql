-- Scored unions of a township by band, and how many of them crossed a red line.
select risk_band, count(*) as unions, count(*) filter (len(red_lines) > 0) as red_lined
from mart."union"
where risk_band is not null and coalesce(township_name, '未定位') = $township
group by risk_band
