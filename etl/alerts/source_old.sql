-- One row per kind of source and township of which the newest file that counts is older, on the day $today, than the days
-- that its kind may be ($kinds and $limits, side by side), or says no date. township_name: NULL, the whole county; as_of, days:
-- NULL, no date is known; since: the first day on which it was old.
with limits as (
    select unnest($kinds::varchar[]) as source_kind, unnest($limits::integer[]) as days_allowed
),

newest as (
    select source_kind, nullif(township, '*') as township_name, max(as_of) as as_of
    from mart.source_status
    where superseded_by is null and (problem is null or rows_read > 0)
    group by all
)

select
    n.source_kind as record_id, n.township_name, n.as_of + l.days_allowed + 1 as since, n.source_kind as name, n.as_of,
    l.days_allowed, $today::date - n.as_of as days
from newest as n
join limits as l using (source_kind)
where n.as_of is null or $today::date - n.as_of > l.days_allowed
order by n.source_kind, n.township_name nulls first
