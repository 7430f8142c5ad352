-- One row per union and red line that it crosses, whatever its score, the gravest first.
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
)

select
    l.union_id, sized.union_code, sized.union_name, l.red_line, l.evidence as red_line_evidence, l.legal_basis, l.basis_mark,
    sized.place as township_name, sized.members, sized.risk_band,
    round(sized.score_proven, 1) as score_proven,
    sized.source_file, sized.source_sheet, sized.source_row, count(*) over () as total
from mart.risk_red_line as l
join sized using (union_id)
where
    (len($townships) = 0 or list_contains($townships, place))
        and (len($members) = 0 or list_contains($members, members_band))
        and ($search = '' or contains(lower(union_name), lower($search)) or contains(lower(union_code), lower($search)))
order by sized.score_proven desc nulls last, l.union_id, l.red_line
limit $row_limit
