-- One row per township (and 未定位) and month in which enterprises in scope were organised: how many, by the day that is known.
select
    coalesce(township_name, '未定位') as township_name, date_trunc('month', organised_on)::date as month, count(*) as organised
from mart.organised
where organised_on is not null
group by all
order by month, township_name
