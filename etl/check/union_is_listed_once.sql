-- zh: 每个工会只有一行
select union_id, count(*) as rows from mart."union" group by union_id having count(*) > 1
