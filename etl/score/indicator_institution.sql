-- S1–S4, in the columns of indicator_organisation.
with unions as (
    select u.*, c.meetings_since, c.agreements_since, t.*, b.as_of
    from score.scored_union as u
    join score.union_complete as c using (union_id)
    cross join score.threshold as t
    cross join raw.build as b
),

congresses as (
    select m.union_id, min(m.grade) as grade, max(m.held_on) as held_on
    from score.meeting as m, score.threshold as t, raw.build as b
    where m.kind in ('staff_congress', 'democratic_talk') and m.held_on >= months_before(b.as_of, t.s1_record_months)
    group by m.union_id
),

papers as (
    select distinct coalesce(m.union_id, h.union_id) as union_id
    from score.mechanism as m
    left join score.union_host as h on h.enterprise_id = m.enterprise_id
    where m.mechanism = 'democratic_talks'
),

judged as (
    select
        a.*,
        case
            when a.begins_on > b.as_of or a.holds_to is null then null
            when a.holds_to >= b.as_of and a.is_reviewed then 0
            when a.holds_to >= b.as_of and a.has_review_column then t.s2_unreviewed_share
            when a.holds_to >= b.as_of then null
            when a.holds_to >= b.as_of - t.s2_grace_days::integer then t.s2_expired_share
            else 1
        end as share,
        a.holds_to >= b.as_of and coalesce(a.begins_on <= b.as_of, true) as is_in_force
    from score.agreement as a
    cross join score.threshold as t
    cross join raw.build as b
    where a.kind = 'collective'
),

agreements as (
    select
        union_id,
        min(share) filter (is_in_force) as share_in_force, min(share) as share, max(holds_to) as holds_to,
        bool_or(holds_to is null or (is_in_force and share is null)) as is_unclear
    from judged group by union_id
),

accounts as (
    select
        *,
        case
            when audit_reported_on >= months_before(as_of, s3_audit_months) then true
            when audit_reported_on is not null or list_contains(said_none, 'audit_reported_on') then false
        end as is_audited
    from unions
),

account_parts as (
    select
        *,
        list_filter([
            case when has_account = false then 'no_account' end, case when is_audited = false then 'no_audit_report' end
        ], lambda part: part is not null) as parts
    from accounts
)

select
    u.union_id, 'S1' as indicator, true as applies,
    case
        when c.grade is not null then 0
        when not holds_all_since(u.meetings_since, months_before(u.as_of, u.s1_record_months)) then null
        when papers.union_id is not null then u.s1_paper_share
        else 1
    end as share,
    coalesce(c.grade, 'B') as grade,
    c.held_on::varchar as value
from unions as u
left join congresses as c using (union_id)
left join papers using (union_id)
union all
select
    u.union_id, 'S2', true,
    case
        when a.share_in_force is not null then a.share_in_force
        when a.is_unclear or not holds_all_since(u.agreements_since, (u.as_of - to_years(u.s2_longest_years::integer))::date) then null
        else coalesce(a.share, 1)
    end,
    case when a.share_in_force = 0 then 'A' when a.share_in_force is not null then u.ledger_grade else 'B' end,
    a.holds_to::varchar
from unions as u
left join agreements as a using (union_id)
union all
select
    union_id, 'S3', true,
    case when len(parts) = 2 then 1 when len(parts) = 1 then s3_half_share when has_account and is_audited then 0 end,
    lifted(case when list_contains(parts, 'no_audit_report') then ledger_grade else 'D' end, is_verified),
    nullif(array_to_string(parts, ' '), '')
from account_parts
union all
select union_id, 'S4', true, case has_mediation when true then 0 when false then 1 end, lifted('D', is_verified), has_mediation::varchar
from unions
