-- A1–A4, in the columns of indicator_organisation. That too little happened is a finding only where the source holds every
-- meeting of the time looked at. A tick (D) hides a finding, but passes nothing.
with unions as (
    select u.*, c.meetings_since, t.*, b.as_of
    from score.scored_union as u
    join score.union_complete as c using (union_id)
    cross join score.threshold as t
    cross join raw.build as b
),

limits as (
    select 'A1' as indicator, 'members_assembly' as kind, a1_full_months as full_months, a1_half_months as half_months, a1_half_share as half_share
    from score.threshold
    union all
    select 'A2', 'staff_congress', a2_full_months, a2_half_months, a2_half_share from score.threshold
),

newest as (
    select
        m.union_id, l.indicator, max(m.held_on) as held_on,
        min(m.grade) filter (m.held_on >= months_before(b.as_of, l.full_months)) as full_grade,
        min(m.grade) filter (m.held_on >= months_before(b.as_of, l.half_months)) as half_grade
    from score.meeting as m
    join limits as l using (kind)
    cross join raw.build as b
    group by m.union_id, l.indicator
),

yearly as (
    select
        u.union_id, l.indicator, n.held_on, n.full_grade, n.half_grade, l.half_share,
        holds_all_since(u.meetings_since, months_before(u.as_of, l.full_months)) as full_is_complete,
        holds_all_since(u.meetings_since, months_before(u.as_of, l.half_months)) as half_is_complete
    from unions as u
    cross join limits as l
    left join newest as n using (union_id, indicator)
),

counted as (
    select
        m.union_id,
        count(*) filter (m.kind = 'activity' and m.grade <= 'B' and m.held_on >= months_before(b.as_of, t.a3_months)) as activities,
        max(m.participants) filter (m.kind = 'activity' and m.grade <= 'B' and m.held_on >= months_before(b.as_of, t.a3_months)) as came,
        count(*) filter (m.kind = 'committee' and m.held_on >= months_before(b.as_of, t.a4_months)) as committees,
        count(*) filter (m.kind = 'committee' and m.grade <= 'C' and m.held_on >= months_before(b.as_of, t.a4_months)) as told_committees,
        count(*) filter (m.kind = 'committee' and m.grade <= 'B' and m.held_on >= months_before(b.as_of, t.a4_months)) as checked_committees
    from score.meeting as m, score.threshold as t, raw.build as b
    group by m.union_id
),

counts as (
    select
        u.*, coalesce(c.activities, 0) as activities, c.came / nullif(u.members, 0) as participation,
        coalesce(c.committees, 0) as committees, coalesce(c.told_committees, 0) as told_committees,
        coalesce(c.checked_committees, 0) as checked_committees
    from unions as u
    left join counted as c using (union_id)
)

select
    union_id, indicator, true as applies,
    case
        when full_grade is not null then 0
        when not full_is_complete then null
        when half_grade is not null or not half_is_complete then half_share
        else 1
    end as share,
    coalesce(full_grade, 'B') as grade,
    held_on::varchar as value
from yearly
union all
select
    union_id, 'A3', true,
    case
        when activities >= a3_events and participation >= a3_participation then 0
        when activities >= a3_events and participation is not null then a3_half_share
        when activities >= a3_events or not holds_all_since(meetings_since, months_before(as_of, a3_months)) then null
        when activities > 0 then a3_half_share
        else 1
    end,
    'B',
    activities::varchar
from counts
union all
select
    union_id, 'A4', true,
    case
        when committees >= a4_meetings then 0
        when not holds_all_since(meetings_since, months_before(as_of, a4_months)) then null
        when committees > 0 then a4_half_share
        else 1
    end,
    case when checked_committees >= a4_meetings then 'B' when told_committees >= a4_meetings then 'C' when committees >= a4_meetings then 'D' else 'B' end,
    committees::varchar
from counts
