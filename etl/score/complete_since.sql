-- One row per township (NULL: unions whose township is not known) and kind of source: since when it holds every row there
-- is, without a gap up to the build's date. No row where that is not declared, nothing of the kind was brought, or a
-- township of several unions sent not one row: then a missing row says nothing.
with brought as (
    select distinct source_kind as kind from raw.source_file where problem is null
),

places as (
    select township_name, count(*) as unions from score.scored_union group by township_name
),

declared as (
    select places.township_name, c.kind, c.starts_on, c.ends_on
    from clean.completeness as c
    join brought using (kind)
    join places on c.township_name = '*' or c.township_name = places.township_name
),

ordered as (
    select
        *, max(ends_on) over (partition by township_name, kind order by starts_on, ends_on rows between unbounded preceding and 1 preceding) as told_until
    from declared
),

numbered as (
    select
        *, sum((told_until >= starts_on - 1 is not true)::integer) over (partition by township_name, kind order by starts_on, ends_on) as stretch
    from ordered
),

stretches as (
    select township_name, kind, stretch, min(starts_on) as since, max(ends_on) as until from numbered group by all
),

sent as (
    select distinct 'union_meeting' as kind, u.township_name from score.union_meeting join score.scored_union as u using (union_id)
    union all
    select distinct 'union_agreement', u.township_name from score.union_agreement join score.scored_union as u using (union_id)
    union all
    select distinct 'dues', u.township_name from score.union_dues join score.scored_union as u using (union_id)
)

select s.township_name, s.kind, s.since
from stretches as s
join places on places.township_name is not distinct from s.township_name
cross join raw.build
cross join score.threshold as t
where s.until >= as_of
    and (
        s.kind not in ('union_meeting', 'union_agreement', 'dues')
        or places.unions < t.score_silent_unions
        or exists (select 1 from sent where sent.kind = s.kind and sent.township_name is not distinct from s.township_name)
    )
