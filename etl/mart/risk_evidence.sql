-- One row per scored union, indicator and row of a source behind it, with the grade of that row. value: what the row says of
-- it; names of people are left out, telephone numbers masked. What an indicator misses has no row.
with ledger as (
    select indicator, sources['union_ledger'] as columns from score.indicator where len(sources['union_ledger']) > 0
),

written as (
    select union_id, map_from_entries(list((column_name, written))) as cells
    from clean.union_cell where column_name <> 'chair_name' and reason is null and written is not null
    group by union_id
),

cells as (
    select
        u.union_id, u.file_id, u.sheet, u.row,
        map_concat(coalesce(written.cells, map([]::varchar[], []::varchar[])), map {
            'members': c.members::varchar, 'female_members': c.female_members::varchar, 'employees': c.employees::varchar,
            'term_start': c.term_start::varchar, 'union_code': c.union_code
        }) as cells
    from score.scored_union as u
    join clean.union as c using (union_id)
    left join written using (union_id)
),

meetings as (
    select union_id, unnest(case kind
        when 'members_assembly' then ['A1'] when 'staff_congress' then ['A2', 'S1'] when 'democratic_talk' then ['S1']
        when 'activity' then ['A3'] when 'committee' then ['A4'] end) as indicator,
        file_id, sheet, row, grade, held_on::varchar || coalesce('; participants=' || participants, '') as value
    from score.meeting
),

evidence as (
    select
        cells.union_id, ledger.indicator, 'union_ledger' as source_kind, cells.file_id, cells.sheet, cells.row,
        r.evidence_grade as grade,
        nullif(array_to_string(list_filter(
            list_transform(ledger.columns, lambda c: c || '=' || cells.cells[c]), lambda said: said is not null), '; '), '') as value
    from cells
    cross join ledger
    join score.risk_indicator as r on r.union_id = cells.union_id and r.indicator = ledger.indicator
    union all
    select union_id, indicator, 'union_meeting', file_id, sheet, row, grade, value from meetings
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
    from score.survey semi join score.scored_union using (union_id)
    union all
    select h.union_id, 'E3', 'dispute', d.file_id, d.sheet, d.row, 'A', concat_ws('; ', d.opened_on, 'union_took_part=' || d.union_took_part)
    from score.dispute as d join score.union_host as h using (enterprise_id)
    semi join score.scored_union as u on u.union_id = h.union_id
    union all
    select h.union_id, 'E5', 'incident', i.file_id, i.sheet, i.row, 'A', concat_ws('; ', i.opened_on, 'reported_by_union=' || i.reported_by_union)
    from score.incident as i join score.union_host as h using (enterprise_id)
    semi join score.scored_union as u on u.union_id = h.union_id
    union all
    select union_id, 'E4', 'welfare', file_id, sheet, row, 'C', concat_ws('; ', period, 'insured=' || mutual_aid_members)
    from score.welfare semi join score.scored_union using (union_id)
    where mutual_aid_members is not null
),

sources as (
    select file_id, any_value(file) as file from raw.source_file group by file_id
)

select e.union_id, e.indicator, e.source_kind, sources.file as source_file, e.sheet, e.row, e.grade, mask_personal(e.value) as value
from evidence as e
left join sources using (file_id)
where e.indicator is not null
order by e.union_id, e.indicator, sources.file, e.sheet, e.row
