-- Unions of which too little is known to say anything, the one first of which evidence would settle most: open_points is
-- what the unknown weighs (worst score less proven), missing the three heaviest indicators without full evidence.
with sized as (
    select
        *, coalesce(township_name, '未定位') as place,
        case
            when members is null then 'unknown'
            when members < 25 then 'under25'
            when members < 100 then '25to99'
            when members < 300 then '100to299'
            else '300plus'
        end as members_band
    from mart."union"
    where risk_band = 'to_verify'
),

missing as (
    select union_id, list(indicator order by weight * (1 - evidence_weight) desc, indicator)[1:3] as names
    from mart.risk_indicator
    where outcome <> 'not_applicable' and evidence_weight < 1
    group by union_id
)

select
    union_id, union_code, union_name, place as township_name, members, round(score_worst - score_proven, 1) as open_points,
    round(100 * evidence_share)::integer as evidence_percent, round(score_proven, 1) as score_proven,
    round(score_worst, 1) as score_worst, coalesce(missing.names, []) as missing, red_lines,
    source_file, source_sheet, source_row, count(*) over () as total
from sized
left join missing using (union_id)
where
    (len($townships) = 0 or list_contains($townships, place))
        and (len($members) = 0 or list_contains($members, members_band))
        and ($search = '' or contains(lower(union_name), lower($search)) or contains(lower(union_code), lower($search)))
order by sized.score_worst - sized.score_proven desc, union_id
limit $row_limit
