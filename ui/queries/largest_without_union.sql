select enterprise_id, name, headcount
from mart.enterprise
where
    in_scope and union_status = 'none'
    and ($zone = '' or zone_name = $zone)
    and (len($townships) = 0 or list_contains($townships, coalesce(township_name, '未定位')))
    and case $definition
        when 'above_scale' then is_above_scale when '25plus' then is_25plus when '100plus' then is_100plus
        else is_larger
    end
order by headcount desc nulls last, enterprise_id
limit 10
