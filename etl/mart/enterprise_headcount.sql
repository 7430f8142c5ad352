-- One row per enterprise in the area, or record that counts as one, and source of headcount: the value that the source
-- gives, its period and row.
with sources as (
    select file_id, any_value(file) as file from raw.source_file group by file_id
)

select e.enterprise_id, h.source, h.period, h.headcount, sources.file as source_file, h.sheet as source_sheet, h.row as source_row
from score.headcount_by_source as h
left join link.merged as m on m.old_id = h.enterprise_id
join warehouse.mart.enterprise as e on e.enterprise_id = coalesce(m.kept_id, h.enterprise_id)
left join sources using (file_id)
