-- One row per signal, group and union, with the row of the source that it stands on (NULL: the union's row of the ledger).
-- A signal says that several unions show the same paper, people or numbers; it is no finding, it lowers evidence.
with meetings as (
    select union_id, kind, held_on, attachment_sha256, evidence_reference, file_id, sheet, row
    from score.union_meeting where union_id in (select union_id from score.scored_union)
),

attachments as (
    select lower(attachment_sha256) as group_key
    from meetings, score.threshold as t where attachment_sha256 is not null
    group by all having count(distinct union_id) >= max(t.signal_attachment_unions)
),

texts as (
    select evidence_reference, held_on, kind
    from meetings, score.threshold as t where evidence_reference is not null
    group by all having count(distinct union_id) >= max(t.signal_text_unions)
),

people as (
    -- one name with two telephones is two people
    select union_id, 'same_chair' as signal, substr(sha256(concat_ws('|', chair_hash, phone_hash)), 1, 12) as group_key
    from score.scored_union where chair_hash is not null
    union all
    select union_id, 'same_phone', substr(sha256(phone_hash), 1, 12) from score.scored_union where phone_hash is not null
    union all
    select union_id, 'same_members', concat_ws(' ', township_name, established_on, members)
    from score.scored_union where members is not null and established_on is not null
),

limits as (
    select * from (values ('same_chair'), ('same_phone'), ('same_members')) as signals(signal)
    cross join (select signal_person_unions, signal_batch_unions from score.threshold)
),

many as (
    select signal, group_key
    from people join limits using (signal)
    group by signal, group_key
    having count(*) >= max(case signal when 'same_members' then signal_batch_unions else signal_person_unions end)
),

founded as (
    select
        union_id, township_name, date_trunc('quarter', established_on)::date as quarter,
        (date_trunc('quarter', established_on) + interval 3 month)::date - established_on <= t.signal_burst_days as is_late
    from score.scored_union, score.threshold as t where established_on is not null
),

bursts as (
    select township_name, quarter
    from founded, score.threshold as t
    group by all
    having count(*) filter (is_late) >= max(t.signal_burst_unions)
        and count(*) filter (is_late) > count(*) * max(t.signal_burst_share)
),

decembers as (
    select m.union_id
    from meetings as m, raw.build as b, score.threshold as t
    where m.kind = 'activity' and m.held_on >= months_before(b.as_of, t.signal_december_months)
    group by m.union_id
    having count(*) >= max(t.signal_december_events) and count(*) filter (month(m.held_on) = 12) > count(*) * max(t.signal_december_share)
),

agreements as (
    select union_id, concat_ws(' ', kind, signed_on, starts_on, ends_on) as group_key, file_id, sheet, row
    from score.union_agreement
    where wage_raise_pct is null and (signed_on is not null or starts_on is not null)
        and union_id in (select union_id from score.scored_union)
),

templates as (
    select group_key from agreements, score.threshold as t group by all having count(distinct union_id) >= max(t.signal_template_unions)
)

select 'same_attachment' as signal, substr(group_key, 1, 12) as group_key, m.union_id, 'union_meeting' as source_kind, m.file_id, m.sheet, m.row
from meetings as m join attachments on group_key = lower(m.attachment_sha256)
union all
select 'same_text', concat_ws(' ', evidence_reference, held_on, kind), m.union_id, 'union_meeting', m.file_id, m.sheet, m.row
from meetings as m join texts using (evidence_reference, held_on, kind)
union all
select
    signal,
    -- who it is stays hidden: a group of people is called by its first union
    case signal when 'same_members' then group_key else min(union_id) over (partition by signal, group_key) end,
    union_id, null, null, null, null
from people join many using (signal, group_key)
union all
select 'founding_burst', concat_ws(' ', founded.township_name, founded.quarter), founded.union_id, null, null, null, null
from founded join bursts on bursts.township_name is not distinct from founded.township_name and bursts.quarter = founded.quarter where founded.is_late
union all
select 'december', '12', m.union_id, 'union_meeting', m.file_id, m.sheet, m.row
from meetings as m join decembers using (union_id), raw.build as b, score.threshold as t
where m.kind = 'activity' and m.held_on >= months_before(b.as_of, t.signal_december_months)
union all
select 'template_agreement', group_key, a.union_id, 'union_agreement', a.file_id, a.sheet, a.row
from agreements as a join templates using (group_key)
union all
select distinct 'chair_is_legal_representative', e.enterprise_id, u.union_id, null, null, null, null
from score.scored_union as u
join score.union_host as h on h.union_id = u.union_id and h.is_host
join clean.enterprise as e on e.enterprise_id = h.enterprise_id
cross join raw.build as b
where sha256(b.build_id || e.legal_representative) = u.chair_hash
