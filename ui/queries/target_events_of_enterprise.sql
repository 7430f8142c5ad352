select
    event_id, kind, state, stage, track, happened_on, document_number, applications, eligible, attended, votes,
    attachment_sha256, refusal, removal, assigned_to, follow_up_on, note, actor_name, actor_source, recorded_at
from mart.target_event
where enterprise_id = $id
order by recorded_at desc, position desc
limit $row_limit
