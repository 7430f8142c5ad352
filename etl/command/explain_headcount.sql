-- What each source says about an enterprise's headcount.
with
enterprise_headcount as (from mart.enterprise_headcount)

select
    source as headcount_source,
    period as headcount_period,
    headcount,
    source_file,
    source_sheet,
    source_row
from enterprise_headcount
where enterprise_id = $id
order by period desc, source, source_file, source_sheet, source_row
