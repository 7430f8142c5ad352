-- One row per union and red line that it crosses, whatever its score, the gravest first.
select
    l.union_id, u.union_code, u.union_name, l.red_line, l.evidence as red_line_evidence, l.legal_basis, l.basis_mark,
    u.place_name as township_name, u.members, u.risk_band,
    round(u.score_proven, 1) as score_proven,
    u.source_file, u.source_sheet, u.source_row, count(*) over () as total
from mart.risk_red_line as l
join mart."union" as u using (union_id)
where
    (len($townships) = 0 or list_contains($townships, place_name))
    and (len($members) = 0 or list_contains($members, members_band))
    and ($search = '' or contains(lower(union_name), lower($search)) or contains(lower(union_code), lower($search)))
order by u.score_proven desc nulls last, l.union_id, l.red_line
limit $row_limit
