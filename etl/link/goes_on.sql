-- One row per id under which somebody may have written and that counts under another one now (kept_id, the last on the way):
-- by somebody's word that two are one, or by a correction of the sources, and by both where the corrected id was said to be
-- another one's. What people said of an id stands before what a correction makes of it.
with said as (
    select old_id, kept_id from link.identity where decision = 'same' and standing = 'applied'
)

select old_id, kept_id from said
union all
select c.old_id, coalesce(said.kept_id, c.new_id)
from clean.corrected_id as c
left join said on said.old_id = c.new_id
where c.old_id not in (select old_id from link.identity)
