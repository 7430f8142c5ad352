-- One row per declaration that a source holds every row there is: kind, township (* is the whole county) and days, and
-- where it was declared (county.toml, or file, sheet, row).
-- What is declared beyond the build's as-of holds up to it.
with declared as (
    select
        s.kind, s.township_name,
        s.starts_on, s.ends_on, f.file as declared_in, s.sheet, s.row
    from clean.completeness_sheet as s
    left join raw.source_file as f on f.file_id = s.file_id and f.source_kind = 'completeness'
    union all
    select c.kind, case when c.township = '*' then '*' else a.township_name end, c.starts_on, c.ends_on, 'county.toml', '', null
    from raw.completeness_setting as c
    left join clean.named_township as a on a.alias = c.township
)

select kind, township_name, starts_on, least(ends_on, as_of) as ends_on, declared_in, sheet, row
from declared
cross join raw.build
where starts_on <= as_of
