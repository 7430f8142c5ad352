-- How far an enterprise has come by what was written; no row where it was never to be organised.
select
    p.enterprise_id, p.stage, p.stage_since, p.track, p.track_since, p.refusal, p.visits, p.last_visit_on, p.assigned_to,
    p.next_visit_on, p.late_after, p.removal, p.removal_is_open, p.removed_on, p.removal_by, p.by_two_people, p.closed_by, p.reopened,
    p.closing_union_id, p.covered_from, p.closing_file, p.closing_sheet, p.closing_row, following.stage as next_stage
from mart.target_progress as p
left join mart.stage as following on following.position = p.stage_position + 1
where p.enterprise_id = $id
