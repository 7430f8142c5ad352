-- Scored unions by every filter, those most likely to be shells first; what has no rank (too young, to be withdrawn) last.
select
    union_id, union_code, union_name, risk_rank, place_name as township_name, members, risk_band,
    round(score_proven, 1) as score_proven, round(score_worst, 1) as score_worst,
    round(100 * evidence_share)::integer as evidence_percent, risk_reasons, red_lines, ladder_proven, ladder_possible, host_name, established_on,
    source_file, source_sheet, source_row, count(*) over () as total
from mart."union"
where
    risk_band is not null
    and (len($bands) = 0 or list_contains($bands, risk_band))
    and (len($townships) = 0 or list_contains($townships, place_name))
    and (len($members) = 0 or list_contains($members, members_band))
    and ($search = '' or contains(lower(union_name), lower($search)) or contains(lower(union_code), lower($search)))
order by risk_rank nulls last, score_proven desc nulls last, union_id
limit $row_limit
