-- What the lists of above-scale enterprises say about an enterprise.
with
above_scale as (from clean.above_scale),
source_file as (select distinct file_id, file from raw.source_file)

select
    above_scale.category,
    above_scale.listed_from,
    above_scale.listed_to,
    above_scale.is_listed,
    source_file.file as source_file,
    above_scale.sheet as source_sheet,
    above_scale."row" as source_row
from above_scale
left join source_file on source_file.file_id = above_scale.file_id
where above_scale.enterprise_id = $id
order by above_scale.listed_from desc
