-- Larger enterprises without a union by township, and how many of them have no coordinates.
select
    coalesce(township_name, '未定位') as township_name,
    count(*) as without_union,
    count(*) filter (lon is null or lat is null) as without_position
from mart.enterprise
where
    in_scope and union_status = 'none'
    and case $definition
        when 'above_scale' then is_above_scale when '25plus' then is_25plus when '100plus' then is_100plus
        else is_larger
    end
group by all
order by without_position desc, township_name
