-- One row per enterprise in the area and source of headcount: the value that the source gives, its period and row.
with sources as (
    select file_id, any_value(file) as file from raw.source_file group by file_id
)

select h.enterprise_id, h.source, h.period, h.headcount, sources.file as source_file, h.sheet as source_sheet, h.row as source_row
from score.headcount_by_source as h
semi join warehouse.mart.enterprise as e using (enterprise_id)
left join sources using (file_id)
order by h.enterprise_id, h.source
