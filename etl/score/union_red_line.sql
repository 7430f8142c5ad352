-- One row per scored union and red line that it crosses: beside the score, whatever the score. evidence is what it is.
with unions as (
    select u.*, c.meetings_since, c.dues_since, t.*, b.as_of, months_before(b.as_of, t.red_silent_months) as silent_from
    from score.scored_union as u
    join score.union_complete as c using (union_id)
    cross join score.threshold as t
    cross join raw.build as b
),

held as (
    select distinct m.union_id from score.meeting as m join unions as u using (union_id) where m.held_on >= u.silent_from
),

paid as (
    select distinct d.union_id
    from score.union_dues as d
    join unions as u using (union_id)
    where (d.paid_cny > 0 or d.is_exempt) and (d.period_start >= date_trunc('month', u.silent_from) or d.paid_on >= u.silent_from)
),

terms as (
    select
        union_id, as_of, red_overdue_days,
        greatest(
            (term_start + to_years((case when term_years in (3, 5) then term_years else o1_default_years end)::integer))::date,
            case when deferral_number is not null then deferral_until end
        ) as term_end
    from unions
)

select union_id, 'zombie' as red_line, host_registration_status as evidence from unions where host_registration_status in ('dissolved', 'revoked')
union all
select union_id, 'chair_vacant', chair_vacant_since::varchar
from unions where chair_hash is null and chair_vacant_since < months_before(as_of, red_vacant_months)
union all
select union_id, 'term_overdue', term_end::varchar from terms where as_of - term_end > red_overdue_days
union all
select u.union_id, 'no_meetings_no_dues', u.silent_from::varchar
from unions as u
anti join held using (union_id)
anti join paid using (union_id)
where holds_all_since(u.meetings_since, u.silent_from) and holds_all_since(u.dues_since, date_trunc('month', u.silent_from + 1)::date)
