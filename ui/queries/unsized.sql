-- In scope, but not known whether larger: no headcount, and not on the above-scale list.
select
    enterprise_id, credit_code, name, coalesce(township_name, '未定位') as township_name, industry_section,
    established_on, union_status, source_file, source_sheet, source_row, count(*) over () as total
from mart.enterprise
where
    in_scope
    and case $definition
        when 'above_scale' then is_above_scale when '25plus' then is_25plus when '100plus' then is_100plus
        else is_larger
    end is null
    and (len($townships) = 0 or list_contains($townships, coalesce(township_name, '未定位')))
    and ($search = '' or contains(lower(name), lower($search)) or contains(lower(credit_code), lower($search)))
order by registered_capital_10k_cny desc nulls last, enterprise_id
limit $row_limit
