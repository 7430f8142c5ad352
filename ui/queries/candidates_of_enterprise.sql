select candidate.union_id, "union".union_name, candidate.match_probability, candidate.evidence, candidate.decision,
    candidate.is_uncertain
from mart.link_candidate as candidate
left join mart."union" as "union" on "union".union_id = candidate.union_id
where candidate.enterprise_id = $id and candidate.decision in ('open', 'cannot_tell')
order by candidate.is_uncertain desc, candidate.match_probability desc, candidate.union_id
