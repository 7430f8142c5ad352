-- One row per verdict that stands, the newest visit first.
select
    union_id, union_name, coalesce(township_name, '未定位') as township_name, verdict, visited_on, note, actor_name,
    actor_source, recorded_at::date as recorded_on, risk_band, round(score_proven, 1) as score_proven, drawn_in,
    is_last, attachment_sha256, count(*) over () as total
from mart.verdict
where len($townships) = 0 or list_contains($townships, coalesce(township_name, '未定位'))
order by visited_on desc, recorded_at desc, union_id
limit $row_limit
