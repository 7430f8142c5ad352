select
    subject, number, state, indicators, problem, responsible, due_on, issued_by, issued_source, issued_at, evidence,
    mended_on, attachment_sha256, reported_by, reported_source, reported_at, checked_by, checked_source, checked_at,
    check_note, by_two_people
from mart.rectification_order
where union_id = $id
order by state = 'closed', due_on, number
