-- One row: what the screen says of a scored union when somebody gives a verdict on it; none where it is not scored.
select
    u.union_id, u.union_name, u.township_name, u.score_proven, u.score_worst, u.evidence_share, u.risk_band, u.red_lines,
    sample.quarter as drawn_in
from mart."union" as u
left join mart.verdict_sample as sample using (union_id)
where u.union_id = $id and u.risk_band is not null
