-- Unions of which too little is known to say anything, the one first of which evidence would settle most: open_points is
-- what the unknown weighs (worst score less proven), missing the three heaviest indicators without full evidence.
with missing as (
    select union_id, list(indicator order by weight * (1 - evidence_weight) desc, indicator)[1:3] as names
    from mart.risk_indicator
    where outcome <> 'not_applicable' and evidence_weight < 1
    group by union_id
)

select
    union_id, union_code, union_name, place_name as township_name, members, round(score_worst - score_proven, 1) as open_points,
    round(100 * evidence_share)::integer as evidence_percent, round(score_proven, 1) as score_proven,
    round(score_worst, 1) as score_worst, coalesce(missing.names, []) as missing, red_lines,
    source_file, source_sheet, source_row, count(*) over () as total
from mart."union" as u
left join missing using (union_id)
where
    risk_band = 'to_verify'
    and (len($townships) = 0 or list_contains($townships, place_name))
    and (len($members) = 0 or list_contains($members, members_band))
    and ($search = '' or contains(lower(union_name), lower($search)) or contains(lower(union_code), lower($search)))
order by u.score_worst - u.score_proven desc, u.union_id
limit $row_limit
