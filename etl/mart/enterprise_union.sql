-- One row per link that counts of an enterprise in the area with a base union, and the period in which it holds.
-- is_challenged: somebody doubts it; it counts until somebody answers.
with sources as (
    select file_id, any_value(file) as file from raw.source_file group by file_id
)

select
    l.enterprise_id, l.union_id, l.relation, l.valid_from, l.valid_to, l.link_rule, l.link_confidence, l.decided_by, l.is_current, l.is_challenged,
    sources.file as source_file, l.sheet as source_sheet, l.row as source_row
from link.union_enterprise as l
semi join warehouse.mart.enterprise as e using (enterprise_id)
left join sources using (file_id)
order by l.enterprise_id, l.union_id
