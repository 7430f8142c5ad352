-- Rectification orders of a union: problem, who is responsible, until when, what was reported and who checked it.
with
rectification_order as (from mart.rectification_order)

select
    number,
    state as order_state,
    indicators,
    problem,
    responsible,
    due_on,
    issued_by,
    issued_source,
    issued_at,
    evidence as mending_reported,
    mended_on,
    reported_by,
    reported_source,
    reported_at,
    checked_by,
    checked_source,
    checked_at,
    check_note,
    by_two_people,
    attachment_sha256
from rectification_order
where union_id = $id
order by number
