-- One row per scored union and condition of a step of the ladder (1 set up, 2 running, 3 alive): is it met? NULL where that
-- is not known. What has expired is no longer met.
with passes as (
    select
        union_id, indicator,
        case outcome when 'pass' then true when 'not_applicable' then true when 'unknown' then null else false end as is_passed
    from score.risk_indicator
),

indicators as (
    select
        union_id,
        bool_and(is_passed) filter (indicator = 'O1') as is_in_term, bool_and(is_passed) filter (indicator = 'O2') as has_chair,
        bool_and(is_passed) filter (indicator = 'A1') as has_assembly, bool_and(is_passed) filter (indicator = 'A2') as has_congress,
        bool_and(is_passed) filter (indicator = 'S2') as has_agreement, bool_and(is_passed) filter (indicator = 'E1') as is_known,
        bool_and(is_passed) filter (indicator = 'E2') as has_raise, bool_and(is_passed) filter (indicator = 'E3') as takes_part
    from passes group by union_id
),

half_year as (
    select
        u.union_id,
        bool_or(d.paid_cny > 0 or d.is_exempt) as is_paid
    from score.scored_union as u
    cross join raw.build as b
    join score.union_dues as d on d.union_id = u.union_id
        and (d.period_start >= months_before(date_trunc('month', b.as_of)::date, 6) or d.paid_on >= months_before(b.as_of, 6))
    group by u.union_id
),

wages as (
    select a.union_id, bool_or(a.is_reviewed) as is_reviewed
    from score.agreement as a, raw.build as b
    where a.kind = 'wages' and a.holds_to >= b.as_of and coalesce(a.begins_on <= b.as_of, true)
    group by a.union_id
),

conditions as (
    select
        u.union_id,
        unnest([
            {step: 1, condition: 'approved', is_met: case when u.approval_number is not null and u.established_on is not null then true when list_contains(u.said_none, 'approval_number') then false end},
            {step: 1, condition: 'elected', is_met: case when u.elected_on is not null and u.election_approval_number is not null then true when list_contains(u.said_none, 'election_approval_number') then false end},
            {step: 1, condition: 'has_chair', is_met: case when u.chair_hash is not null then true when u.chair_vacant_since is not null then false end},
            {step: 1, condition: 'has_members', is_met: u.members >= 1},
            {step: 1, condition: 'has_roster', is_met: u.roster_members >= 1},
            {step: 1, condition: 'host_active', is_met: case
                when u.host_registration_status in ('active', 'unknown') or u.union_type = 'joint' or u.host_sector in ('public_body', 'social_organisation') then true
                when u.host_registration_status is not null then false
            end},
            {step: 2, condition: 'in_term', is_met: i.is_in_term},
            {step: 2, condition: 'assembly', is_met: i.has_assembly},
            {step: 2, condition: 'chair_qualifies', is_met: i.has_chair},
            {step: 2, condition: 'dues', is_met: case when h.is_paid then true when holds_all_since(c.dues_since, date_trunc('month', months_before(b.as_of, 6))::date) then false end},
            {step: 2, condition: 'account', is_met: case when u.has_account and not u.is_verified then null else u.has_account end},
            {step: 3, condition: 'agreement', is_met: i.has_agreement},
            {step: 3, condition: 'congress', is_met: i.has_congress},
            {step: 3, condition: 'known', is_met: i.is_known},
            {step: 3, condition: 'takes_part', is_met: i.takes_part},
            {step: 3, condition: 'wage_agreement', is_met: case when i.has_raise = false then false when w.is_reviewed then i.has_raise when w.union_id is not null then false else i.has_raise end},
            {step: 3, condition: 'score', is_met: case
                when s.score_proven < t.score_watch_from and s.score_worst < t.score_worst_from and s.evidence_share >= t.score_evidence_needed then true
                when s.score_proven >= t.score_watch_from then false
            end}
        ], recursive := true)
    from score.scored_union as u
    join score.union_complete as c using (union_id)
    join indicators as i using (union_id)
    join score.risk_score as s using (union_id)
    left join half_year as h using (union_id)
    left join wages as w using (union_id)
    cross join score.threshold as t
    cross join raw.build as b
)

select union_id, step, condition, is_met from conditions
