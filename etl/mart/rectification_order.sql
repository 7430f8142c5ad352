-- One row per rectification order that was not withdrawn, as it stands (open, reported, closed): what is to be mended, by
-- whom, until when; who reported and who checked it. Whether it is overdue depends on the day on which one asks: due_on.
-- by_two_people: of a closed one, whether two signed-in people stand behind it. union_id is the one that the union is known
-- by now. Telephone numbers are masked; times are UTC.
with named as (
    select o.* exclude (union_id), coalesce(g.kept_id, o.union_id) as union_id
    from raw.rectification_order as o
    left join link.goes_on as g on g.old_id = o.union_id
)

select
    o.event_id, o.subject, o.union_id, o.number, coalesce(u.union_name, o.union_name) as union_name,
    coalesce(u.township_name, o.township_name) as township_name, o.state, o.indicators, mask_personal(o.problem) as problem,
    o.responsible, o.due_on, o.issued_by, o.issued_source, o.issued_at, mask_personal(o.evidence) as evidence, o.mended_on,
    o.attachment_sha256, o.reported_by, o.reported_source, o.reported_at, o.checked_by, o.checked_source, o.checked_at,
    mask_personal(o.check_note) as check_note, o.by_two_people
from named as o
left join warehouse.mart."union" as u using (union_id)
order by o.union_id, o.number, o.subject
