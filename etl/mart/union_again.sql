-- One row per ledger row of a union that is not the one that counts, and why: it says the same again, is of an older term, or
-- contradicts the one that counts (and is rejected).
with files as (
    select file_id, any_value(file) as file from raw.source_file group by file_id
)

select
    coalesce(m.kept_id, a.union_id) as union_id, a.reason as row_again, r.union_name, r.term_start,
    files.file as source_file, r.sheet as source_sheet, r.row as source_row
from clean.union_again as a
join clean.union_row as r using (row_key)
left join link.merged as m on m.old_id = a.union_id
left join files using (file_id)
where a.place > 1
order by union_id, source_file, source_sheet, source_row
