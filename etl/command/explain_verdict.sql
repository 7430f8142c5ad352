-- What people found at a union on the spot, the last first; telephone numbers are masked.
with
verdict as (from mart.verdict)

select
    verdict,
    visited_on,
    is_last,
    actor_name,
    actor_source,
    recorded_at,
    note,
    risk_band,
    score_proven,
    drawn_in,
    attachment_sha256
from verdict
where union_id = $id
order by position desc
