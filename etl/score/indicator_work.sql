-- W1–W4, in the columns of indicator_organisation. W1 adds up the months of which both the payroll and what was paid are
-- known; nothing is expected of a month without a payroll. Rows of one payer and month belong together.
with unions as (
    select u.*, c.dues_since, t.*, b.as_of,
        (date_trunc('month', b.as_of) - to_months((t.w1_months + t.w1_lag_months - 1)::integer))::date as first_month,
        (date_trunc('month', b.as_of) - to_months(t.w1_lag_months::integer))::date as last_month
    from score.scored_union as u
    join score.union_complete as c using (union_id)
    cross join score.threshold as t
    cross join raw.build as b
),

months as (
    select
        d.union_id, d.payer, d.period_start, max(d.payroll_cny) as payroll, sum(d.paid_cny) as paid, bool_or(d.is_exempt) as is_exempt
    from score.union_dues as d
    join unions as u using (union_id)
    where d.period_start between u.first_month and u.last_month
    group by all
),

expected as (
    select
        m.union_id, m.payroll * u.w1_due_rate * u.collection_rate as due, m.paid, m.is_exempt,
        coalesce(m.paid, case when m.is_exempt or holds_all_since(u.dues_since, u.first_month) then 0 end) as paid_for_certain
    from months as m
    join unions as u using (union_id)
),

sums as (
    select
        union_id,
        sum(due) filter (paid_for_certain is not null) as due,
        sum(case when is_exempt then greatest(due, paid_for_certain) else paid_for_certain end) filter (due is not null) as paid,
        coalesce(sum(paid), 0) = 0 and not bool_or(is_exempt) as is_nothing
    from expected group by union_id
),

ratios as (
    select
        u.*,
        case
            when u.collection_rate is null then null
            when s.due > 0 then greatest(s.paid / s.due, 0)
            when coalesce(s.is_nothing, true) and holds_all_since(u.dues_since, u.first_month) then 0
        end as ratio
    from unions as u
    left join sums as s using (union_id)
),

codes as (
    select
        *,
        case
            when union_code is not null or (legal_person_certificate is not null and not certificate_is_a_tick) then 'A'
            when certificate_is_a_tick then 'D'
            when has_no_code then 'none'
        end as code
    from unions
),

years as (
    select
        *,
        year(as_of) - case when as_of > last_day(make_date(year(as_of), w3_deadline_month::integer, 1)) then 0 else 1 end as report_year
    from unions
),

reports as (
    select
        *,
        make_date(report_year - 1, w3_opens_month::integer, 1) as opens_on,
        last_day(make_date(report_year, w3_deadline_month::integer, 1)) as due_on,
        make_date(report_year, w3_opens_month::integer, 1) as next_opens_on
    from years
),

approvals as (
    select
        *,
        list_filter([
            case when list_contains(said_none, 'approval_number') then 'no_approval' end,
            case when list_contains(said_none, 'election_approval_number') then 'no_election_approval' end
        ], lambda part: part is not null) as parts
    from unions
)

select
    union_id, 'W1' as indicator, true as applies,
    case when ratio >= w1_full_ratio then 0 when ratio >= w1_part_ratio then w1_short_share when ratio > 0 then w1_little_share when ratio = 0 then 1 end as share,
    'A' as grade,
    round(ratio, 4)::varchar as value
from ratios
union all
select
    union_id, 'W2', coalesce(members >= w2_members, true),
    case when members is null or code is null then null when code <> 'none' then 0 when has_account = false then 1 else w2_code_share end,
    case when code = 'A' then 'A' else lifted(case when code = 'none' then ledger_grade else 'D' end, is_verified) end,
    case when code = 'none' then case when has_account = false then 'no_code no_account' else 'no_code' end end
from codes
union all
select
    union_id, 'W3', true,
    case
        when report_filed_on is null and list_contains(told, 'report_filed_on') or report_filed_on < opens_on then 1
        when report_filed_on <= due_on or report_filed_on >= next_opens_on then 0
        when report_filed_on is not null then w3_late_share
    end,
    lifted(ledger_grade, is_verified),
    report_filed_on::varchar
from reports
union all
select
    union_id, 'W4', true,
    case
        when len(parts) = 2 then 1 when len(parts) = 1 then w4_half_share
        when approval_number is not null and election_approval_number is not null then 0
    end,
    'A',
    nullif(array_to_string(parts, ' '), '')
from approvals
