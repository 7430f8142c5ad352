-- The document that somebody named last for a stage.
select document_number
from mart.target_event
where actor_name = $me and kind = 'stage_reached' and stage = $stage and document_number <> ''
order by recorded_at desc
limit 1
