-- zh: 企业所在乡镇都在乡镇名录里
select enterprise_id, name, township_name, township_method
from mart.enterprise
where (township_name is null) <> (township_method in ('unresolved', 'zone') and township_name is null)
    or (township_name is not null and township_name not in (select township_name from mart.township))
