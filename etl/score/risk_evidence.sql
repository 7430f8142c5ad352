-- One row per scored union, indicator and row of a source behind it, with the grade of that row. Names of people are left
-- out. What an indicator misses has no row.
with ledger as (
    select i.indicator, unnest(i.sources['union_ledger']) as column_name from score.indicator as i
),

cells as (
    select union_id, column_name, written as value from clean.union_cell where column_name <> 'chair_name' and reason is null
    union all
    select union_id, unnest(['members', 'female_members', 'employees', 'term_start', 'union_code']),
        unnest([members::varchar, female_members::varchar, employees::varchar, term_start::varchar, union_code])
    from clean.union
),

ledger_rows as (
    select
        u.union_id, ledger.indicator, 'union_ledger' as source_kind, u.file_id, u.sheet, u.row,
        string_agg(cells.column_name || '=' || cells.value, '; ' order by cells.column_name) as value
    from score.scored_union as u
    cross join ledger
    left join cells on cells.union_id = u.union_id and cells.column_name = ledger.column_name and cells.value is not null
    group by all
),

meetings as (
    select union_id, unnest(case kind
        when 'members_assembly' then ['A1'] when 'staff_congress' then ['A2', 'S1'] when 'democratic_talk' then ['S1']
        when 'activity' then ['A3'] when 'committee' then ['A4'] end) as indicator,
        file_id, sheet, row, grade, held_on::varchar || coalesce('; participants=' || participants, '') as value
    from score.meeting
),

events as (
    select union_id, indicator, 'union_meeting' as source_kind, file_id, sheet, row, grade, value from meetings
    union all
    select
        union_id, case kind when 'wages' then 'E2' else 'S2' end, 'union_agreement', file_id, sheet, row,
        case when is_reviewed then 'A' when is_template then 'D' else 'C' end,
        concat_ws(' – ', begins_on, holds_to) || coalesce('; raise=' || wage_raise_pct, '')
    from score.agreement where kind in ('wages', 'collective')
    union all
    select d.union_id, 'W1', 'dues', d.file_id, d.sheet, d.row, 'A',
        strftime(d.period_start, '%Y-%m') || coalesce('; payroll=' || d.payroll_cny, '') || coalesce('; paid=' || d.paid_cny, '') || case when d.is_exempt then '; exempt' else '' end
    from score.union_dues as d, score.threshold as t, raw.build as b
    where d.period_start >= months_before(date_trunc('month', b.as_of)::date, t.w1_months + t.w1_lag_months - 1)
    union all
    select union_id, 'E1', 'survey', file_id, sheet, row, 'B', concat_ws('; ', surveyed_on, 'sampled=' || sampled, 'aware=' || aware, 'satisfied=' || satisfied)
    from clean.survey semi join score.scored_union using (union_id)
    union all
    select h.union_id, 'E3', 'dispute', d.file_id, d.sheet, d.row, 'A', concat_ws('; ', d.opened_on, 'union_took_part=' || d.union_took_part)
    from clean.dispute as d join score.union_host as h using (enterprise_id)
    semi join score.scored_union as u on u.union_id = h.union_id
    union all
    select h.union_id, 'E5', 'incident', i.file_id, i.sheet, i.row, 'A', concat_ws('; ', i.opened_on, 'reported_by_union=' || i.reported_by_union)
    from clean.incident as i join score.union_host as h using (enterprise_id)
    semi join score.scored_union as u on u.union_id = h.union_id
    union all
    select union_id, 'E4', 'welfare', file_id, sheet, row, 'C', concat_ws('; ', period, 'insured=' || mutual_aid_members)
    from clean.welfare semi join score.scored_union using (union_id)
    where mutual_aid_members is not null
)

select l.union_id, l.indicator, l.source_kind, l.file_id, l.sheet, l.row, r.evidence_grade as grade, l.value
from ledger_rows as l
join score.risk_indicator as r using (union_id, indicator)
union all
select union_id, indicator, source_kind, file_id, sheet, row, grade, value from events where indicator is not null
