-- Links that are possible and have not counted, of an enterprise or a union.
with
link_candidate as (from mart.link_candidate),
enterprise as (from mart.enterprise),
"union" as (from mart."union")

select
    link_candidate.enterprise_id,
    enterprise.name,
    link_candidate.union_id,
    "union".union_name,
    link_candidate.match_probability,
    link_candidate.evidence,
    link_candidate.decision,
    "union".source_file,
    "union".source_sheet,
    "union".source_row
from link_candidate
left join enterprise on enterprise.enterprise_id = link_candidate.enterprise_id
left join "union" on "union".union_id = link_candidate.union_id
where $id in (link_candidate.enterprise_id, link_candidate.union_id)
order by link_candidate.match_probability desc, link_candidate.enterprise_id, link_candidate.union_id
