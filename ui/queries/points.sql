-- Larger enterprises without a union that have coordinates: what the map draws.
select enterprise_id, name, coalesce(township_name, '未定位') as township_name, headcount, lon, lat
from mart.enterprise
where
    in_scope and union_status = 'none' and lon is not null and lat is not null
    and case $definition
        when 'above_scale' then is_above_scale when '25plus' then is_25plus when '100plus' then is_100plus
        else is_larger
    end
order by enterprise_id
