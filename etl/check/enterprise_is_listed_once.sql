-- zh: 每家企业只有一行，每个代码只属于一家
select enterprise_id as id, count(*) as rows from mart.enterprise group by enterprise_id having count(*) > 1
union all
select credit_code, count(*) from mart.enterprise where credit_code is not null group by credit_code having count(*) > 1
