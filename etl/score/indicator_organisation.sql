-- O1–O4, one row per scored union and indicator: whether it applies, the share failed (NULL: not known), the grade of the
-- evidence, the value or the parts that fail. What fails counts by itself; to pass, every part must be known.
with unions as (
    select u.*, t.*, b.as_of, u.host_sector is distinct from 'public_body' and u.host_sector is distinct from 'social_organisation' as is_of_enterprise
    from score.scored_union as u
    cross join score.threshold as t
    cross join raw.build as b
),

doubts as (
    select
        union_id,
        bool_or(signal in ('same_chair', 'same_phone')) as chair_is_doubted,
        bool_or(signal in ('same_members', 'founding_burst')) as members_are_doubted
    from score.signal_union group by union_id
),

terms as (
    select
        *,
        (term_start + to_years((case when term_years in (3, 5) then term_years else o1_default_years end)::integer))::date as term_end,
        case when deferral_number is not null then deferral_until end as deferred_to
    from unions
),

overdue as (
    select *, case when coalesce(term_end, deferred_to) is not null then greatest(0, as_of - greatest(term_end, deferred_to)) end as days
    from terms
),

chairs as (
    select
        *,
        case
            when chair_hash is null and chair_vacant_since < months_before(as_of, o2_vacant_months) then 'vacant'
            when chair_hash is null and chair_vacant_since is not null then 'vacant_short'
            when chair_hash is null and list_contains(told, 'chair_name') then 'no_chair'  -- nobody, or not filled in: not known
            when chair_hash is not null and is_of_enterprise and regexp_matches(chair_other_post, o2_manager) then 'manager'
            when chair_hash is not null and (list_contains(told, 'chair_other_post') or not is_of_enterprise) then 'fine'
        end as chair
    from unions
),

committees as (
    select
        *,
        case when members < o3_committee_members then true else committee_size > 0 end as committee_is_there,
        case when female_members < o3_women_members then true else has_women_committee end as women_are_there,
        coalesce(female_members < o3_women_members, false) as needs_no_women
    from unions
),

committee_parts as (
    select
        *,
        list_filter([
            case when committee_is_there = false and members >= o3_committee_members then 'no_committee' end,
            case when has_audit_committee = false then 'no_audit' end,
            case when women_are_there = false and female_members >= o3_women_members then 'no_women' end
        ], lambda part: part is not null) as parts
    from committees
),

member_shares as (
    select *, members / nullif(workers, 0) as rate, roster_members / nullif(members, 0) as roster from unions
),

member_parts as (
    select
        *,
        list_filter([
            case when members > workers * o4_over_ratio then 'more_members_than_workers' end,
            case when roster < o4_roster_low then 'roster_missing' when roster < o4_roster_full then 'roster_short' end,
            case when rate < o4_rate_low then 'rate_low' when rate < o4_rate_full then 'rate_short' end
        ], lambda part: part is not null) as parts
    from member_shares
)

select
    union_id, 'O1' as indicator, true as applies,
    case when days = 0 then 0 when days <= o1_first_days then o1_first_share when days <= o1_second_days then o1_second_share when days is not null then 1 end as share,
    lifted(ledger_grade, is_verified) as grade,
    days::varchar as value
from overdue
union all
select
    union_id, 'O2', true,
    case when chair = 'fine' then 0 when chair = 'vacant_short' then o2_short_share when chair in ('vacant', 'manager') then 1 end,
    lifted(doubted(ledger_grade, coalesce(chair_is_doubted, false)), is_verified),
    nullif(chair, 'fine')
from chairs left join doubts using (union_id)
union all
select
    union_id, 'O3', true,
    case
        when list_contains(parts, 'no_committee') then 1
        when list_contains(parts, 'no_audit') then greatest(o3_audit_share, case when list_contains(parts, 'no_women') then o3_women_share else 0 end)
        when list_contains(parts, 'no_women') then o3_women_share
        when committee_is_there and has_audit_committee and women_are_there then 0
    end,
    lifted(case when list_contains(parts, 'no_committee') then ledger_grade else 'D' end, is_verified),
    nullif(array_to_string(parts, ' '), '')
from committee_parts
union all
select
    union_id, 'O4', true,
    case
        when list_has_any(parts, ['more_members_than_workers', 'roster_missing', 'rate_low']) then 1
        when len(parts) > 0 then o4_part_share
        when rate is not null and roster is not null then 0
    end,
    lifted(doubted(ledger_grade, coalesce(members_are_doubted, false)), is_verified),
    nullif(array_to_string(parts, ' '), '')
from member_parts left join doubts using (union_id)
