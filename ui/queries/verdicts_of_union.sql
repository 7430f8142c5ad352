select
    union_id_written, verdict, visited_on, note, actor_name, actor_source, risk_band, score_proven, drawn_in, is_last, attachment_sha256
from mart.verdict
where union_id = $id
order by position desc
