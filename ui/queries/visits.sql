-- One row per scored union that somebody should go and see: suspected ones and those that cross a red line, unless somebody
-- was there within the months that a verification holds, then the ones drawn for this quarter's check and not yet judged.
-- total is the number of all of them, whatever $row_limit (null: no limit) cuts off.
with build as (
    select as_of from mart.build
),

held as (
    select value::integer as months from mart.risk_threshold where is_used and owner = 'score' and name = 'verified_months'
),

last_verdicts as (
    select union_id, verdict, visited_on, visited_on >= build.as_of - to_months(held.months) as is_fresh
    from mart.verdict cross join build cross join held where is_last
),

judged_draws as (
    select distinct union_id, drawn_in from mart.verdict where drawn_in is not null
),

listed as (
    select
        u.union_id, u.union_code, u.union_name, coalesce(u.township_name, '未定位') as township_name,
        u.risk_band, u.score_proven as proven, u.evidence_share, u.red_lines, u.risk_rank, u.risk_reasons, u.members,
        v.verdict, v.visited_on, sample.quarter as drawn_in, sample.position,
        coalesce(v.is_fresh, false) as is_fresh, sample.union_id is not null and d.union_id is null as is_drawn,
        u.source_file, u.source_sheet, u.source_row
    from mart."union" as u
    left join last_verdicts as v using (union_id)
    left join mart.verdict_sample as sample using (union_id)
    left join judged_draws as d on d.union_id = u.union_id and d.drawn_in = sample.quarter
    where u.risk_band is not null
),

reasoned as (
    select
        *,
        case
            when risk_band = 'suspected' and not is_fresh then 'suspected'
            when len(red_lines) > 0 and not is_fresh then 'red_line'
            when is_drawn then 'sample'
        end as visit_reason
    from listed
)

select
    union_id, union_code, union_name, visit_reason, township_name, risk_band, round(proven, 1) as score_proven,
    round(100 * evidence_share, 0) as evidence_percent, red_lines, risk_reasons, members, verdict, visited_on,
    drawn_in, source_file, source_sheet, source_row, count(*) over () as total
from reasoned
where visit_reason is not null and (len($townships) = 0 or list_contains($townships, township_name))
order by
    case visit_reason when 'suspected' then 1 when 'red_line' then 2 else 3 end,
    case when visit_reason = 'sample' then position else 0 end, proven desc nulls last, union_id
limit $row_limit
