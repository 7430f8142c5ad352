-- One row per scored union: since when each kind of source holds every row of its township; NULL where it does not.
select
    u.union_id,
    max(c.since) filter (c.kind = 'union_meeting') as meetings_since,
    max(c.since) filter (c.kind = 'union_agreement') as agreements_since,
    max(c.since) filter (c.kind = 'dues') as dues_since,
    max(c.since) filter (c.kind = 'dispute') as disputes_since,
    max(c.since) filter (c.kind = 'incident') as incidents_since,
    max(c.since) filter (c.kind = 'welfare') as welfare_since
from score.scored_union as u
left join score.complete_since as c on c.township_name is not distinct from u.township_name
group by u.union_id
