-- One row per event of organising that nobody took back, `position` from 1 for each target in the order of writing: what was
-- written, by whom, where the target stood after it (stage, track) under the id that it was written under. happened_on: the day
-- that the writer told, NULL where the event has none (who is sent, when to go again). enterprise_id is the one that the
-- enterprise is known by now, enterprise_id_written the one of then. Telephone numbers in notes are masked; times are UTC.
select
    t.event_id, coalesce(g.kept_id, t.enterprise_id) as enterprise_id, t.enterprise_id as enterprise_id_written,
    row_number() over (partition by coalesce(g.kept_id, t.enterprise_id) order by t.recorded_at, t.position, t.event_id)::integer as position,
    t.kind, t.state, t.stage, t.track, t.happened_on_written::date as happened_on, t.document_number, t.applications, t.eligible,
    t.attended, t.votes, t.attachment_sha256, t.refusal, t.removal, t.assigned_to, t.follow_up_on::date as follow_up_on,
    mask_personal(t.note) as note, t.actor_name, t.actor_source, t.recorded_at, t.build_id, t.idempotency_key
from raw.target_event as t
left join link.goes_on as g on g.old_id = t.enterprise_id
order by enterprise_id, position
