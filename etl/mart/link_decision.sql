-- One row per thing that people decided about a pair, or about a union's host (enterprise_id NULL), under the ids that
-- they are known by now (*_written: as it was decided): by whom, when (UTC), why, whether it is challenged, and whether this build applies it. Telephone numbers in reasons are masked.
select
    event_id, subject, enterprise_id, union_id, enterprise_id_written, union_id_written, decision, actor_name, actor_source, decided_at, mask_personal(reason) as reason,
    by_two_people, challenged, challenged_by, mask_personal(challenge_reason) as challenge_reason, challenged_at,
    standing, changes
from link.decision
order by union_id, enterprise_id, event_id
