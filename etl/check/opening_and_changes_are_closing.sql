-- zh: 每个乡镇每月的期初加各项变动等于期末
select month, township_name, basis, opening, new_unions, new_enterprises, dissolved, closed, rematched, rescoped, closing
from mart.coverage_change
where opening + new_unions + new_enterprises + dissolved + closed + coalesce(rematched, 0) + coalesce(rescoped, 0) <> closing
