-- One row per agreement of a scored union: from when to when it holds (at most as long as the law allows; NULL where it is
-- not dated), its grade: with a review number A, else C. has_review_column, has_raise_column: whether the file could say it.
-- A collective agreement of a joint union or a federation is one of every union too whose employer it covers today.
with sheets as (
    select file_id, sheet, any_value(json_keys(matched)) as columns
    from raw.sheet where source_kind = 'union_agreement' group by file_id, sheet
),

regional as (
    select union_id as regional_id, enterprise_id
    from link.union_enterprise
    where relation = 'covered' and is_current
    union
    select coalesce(union_kept.kept_id, c.union_id), coalesce(enterprise_kept.kept_id, c.enterprise_id)
    from clean.union_coverage as c
    join clean.union as u on u.union_id = c.union_id and u.status = 'active' and not u.is_base_union
    left join link.merged as union_kept on union_kept.old_id = c.union_id
    left join link.merged as enterprise_kept on enterprise_kept.old_id = c.enterprise_id
    cross join raw.build
    where coalesce(c.covered_from <= as_of, true) and coalesce(c.covered_to > as_of, true)
),

covered as (
    select distinct regional.regional_id, h.union_id
    from regional
    join score.union_host as h on h.enterprise_id = regional.enterprise_id and h.is_host
    where h.union_id <> regional.regional_id
),

agreements as (
    select * from score.union_agreement
    union all
    select a.* replace (covered.union_id as union_id)
    from score.union_agreement as a
    join covered on covered.regional_id = a.union_id
    where a.kind = 'collective'
),

dated as (
    select
        a.*, coalesce(a.starts_on, a.signed_on) as begins_on,
        case a.kind when 'wages' then t.e2_longest_years else t.s2_longest_years end as longest_years
    from agreements as a
    cross join score.threshold as t
    semi join score.scored_union as u on u.union_id = a.union_id
)

select
    d.union_id, d.kind, d.begins_on,
    least(d.ends_on, (d.begins_on + to_years(d.longest_years::integer))::date) as holds_to,
    d.review_number is not null as is_reviewed, d.wage_raise_pct,
    coalesce(list_contains(sheets.columns, 'review_number'), true) as has_review_column,
    coalesce(list_contains(sheets.columns, 'wage_raise_pct'), true) as has_raise_column,
    exists (
        select 1 from score.signal_union as s
        where s.source_kind = 'union_agreement' and s.file_id = d.file_id and s.sheet = d.sheet and s.row = d.row
    ) as is_template,
    d.file_id, d.sheet, d.row
from dated as d
left join sheets using (file_id, sheet)
