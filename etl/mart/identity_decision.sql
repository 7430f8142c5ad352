-- One row per thing that people, or a correction of the sources, said about who is who: same (old_id goes on as kept_id,
-- NULL where it is not applied; is_merged: the sources have both), different, cannot_tell; by whom, when (UTC), why, and
-- whether this build applies it. Of a merged record its name and row. Telephone numbers in reasons are masked.
with records as (
    select enterprise_id as old_id, name, file_id, sheet, row from clean.enterprise
    union all
    select union_id, union_name, file_id, sheet, row from clean.union
),

sources as (
    select file_id, any_value(file) as file from raw.source_file group by file_id
)

select
    i.event_id, i.subject, i.old_id, i.new_id, i.decision, i.origin, i.actor_name, i.actor_source, i.decided_at,
    mask_personal(i.reason) as reason, i.standing, i.kept_id, i.is_merged, i.changes,
    r.name as old_name, sources.file as source_file, r.sheet as source_sheet, r.row as source_row
from link.identity as i
left join records as r using (old_id)
left join sources using (file_id)
order by i.old_id, i.new_id, i.event_id
