-- E1–E5, in the columns of indicator_organisation. A survey that nobody made accuses nobody.
with unions as (
    select u.*, c.agreements_since, c.disputes_since, c.incidents_since, c.welfare_since, t.*, b.as_of
    from score.scored_union as u
    join score.union_complete as c using (union_id)
    cross join score.threshold as t
    cross join raw.build as b
),

surveys as (
    select s.union_id, least(s.aware, s.satisfied) / s.sampled as share
    from score.survey as s
    join unions as u using (union_id)
    where s.surveyed_on >= months_before(u.as_of, u.e1_valid_months)
        and regexp_matches(s.surveyed_by, u.e1_superior)
        and s.sampled >= greatest(u.e1_least_sampled, coalesce(u.members, 0) * u.e1_least_share)
        and s.aware is not null and s.satisfied is not null
    qualify row_number() over (partition by s.union_id order by s.surveyed_on desc, s.row_key) = 1
),

wages as (
    select
        a.union_id,
        bool_or(a.wage_raise_pct is not null) as has_figure,
        min(case when a.is_reviewed then 'A' else u.ledger_grade end) filter (a.wage_raise_pct is not null) as grade,
        max(a.wage_raise_pct) as raise,
        bool_or(a.wage_raise_pct is null and not a.has_raise_column) as is_unclear,
        bool_and(a.is_template) as is_template
    from score.agreement as a
    join unions as u using (union_id)
    where a.kind = 'wages' and a.holds_to >= u.as_of and coalesce(a.begins_on <= u.as_of, true)
    group by a.union_id
),

undated as (
    select distinct union_id from score.agreement where kind = 'wages' and holds_to is null
),

cases as (
    select h.union_id, count(*) as cases, count(d.union_took_part) as told, count(*) filter (d.union_took_part) as took_part
    from score.dispute as d
    join score.union_host as h using (enterprise_id)
    join unions as u on u.union_id = h.union_id
    where d.opened_on > months_before(u.as_of, u.e3_months)
    group by h.union_id
),

incidents as (
    select
        h.union_id, count(*) filter (i.reported_by_union = false) as unreported, bool_or(i.reported_by_union is null) as is_unclear
    from score.incident as i
    join score.union_host as h using (enterprise_id)
    join unions as u on u.union_id = h.union_id
    where i.opened_on > months_before(u.as_of, u.e5_months)
    group by h.union_id
),

hosts as (
    select distinct union_id from score.union_host
),

insured as (
    select w.union_id, w.mutual_aid_members / nullif(u.members, 0) as share
    from score.welfare as w
    join unions as u using (union_id)
    where w.mutual_aid_members is not null and w.period_end >= months_before(u.as_of, u.e4_months)
    qualify row_number() over (partition by w.union_id order by w.period_end desc, w.period_start desc, w.row_key) = 1
)

select
    u.union_id, 'E1' as indicator, true as applies,
    case when s.share >= u.e1_full_share then 0 when s.share >= u.e1_half_from then u.e1_half_share when s.share is not null then 1 end as share,
    'B' as grade,
    round(s.share, 4)::varchar as value
from unions as u
left join surveys as s using (union_id)
union all
select
    u.union_id, 'E2', true,
    case
        when w.has_figure then 0
        when w.is_unclear then null
        when w.is_template then 1
        when w.union_id is not null then u.e2_no_figure_share
        when undated.union_id is not null or not holds_all_since(u.agreements_since, (u.as_of - to_years(u.e2_longest_years::integer))::date) then null
        else 1
    end,
    coalesce(w.grade, case when w.union_id is not null then u.ledger_grade else 'B' end),
    w.raise::varchar
from unions as u
left join wages as w using (union_id)
left join undated using (union_id)
union all
select
    u.union_id, 'E3',
    not (c.union_id is null and hosts.union_id is not null and holds_all_since(u.disputes_since, months_before(u.as_of, u.e3_months))),
    case when c.told = 0 then null when c.took_part >= c.told * u.e3_enough then 0 when c.took_part > 0 then u.e3_half_share when c.told > 0 then 1 end,
    'A',
    round(c.took_part / nullif(c.told, 0), 4)::varchar
from unions as u
left join cases as c on c.union_id = u.union_id
left join hosts on hosts.union_id = u.union_id
union all
select
    u.union_id, 'E4', true,
    case
        when i.share >= u.e4_full_share then 0 when i.share >= u.e4_half_from then u.e4_half_share when i.share is not null then 1
        when i.union_id is null and holds_all_since(u.welfare_since, months_before(u.as_of, u.e4_months)) then 1
    end,
    case when i.union_id is null then 'B' else u.ledger_grade end,
    round(i.share, 4)::varchar
from unions as u
left join insured as i using (union_id)
union all
select
    u.union_id, 'E5', true,
    case
        when i.unreported > 0 then 1
        when i.is_unclear then null
        when i.union_id is not null then 0
        when hosts.union_id is not null and holds_all_since(u.incidents_since, months_before(u.as_of, u.e5_months)) then 0
    end,
    'A',
    i.unreported::varchar
from unions as u
left join incidents as i using (union_id)
left join hosts using (union_id)
