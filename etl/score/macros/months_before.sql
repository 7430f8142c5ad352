-- The day so many months before another.
create or replace macro months_before(day, months) as (day - to_months(months::integer))::date
