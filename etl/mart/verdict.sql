-- One row per verdict of somebody who was there and did not take it back, with the score and band that the screen showed
-- then; is_last: the union's last one. judged_band: the band that was judged, of a union found mended that of the verdict
-- before. is_shell_found: it was a shell, be it mended since. is_overturned: the band said otherwise than what was found (a
-- suspected one is no shell, a normal one is, or its data were wrong). union_id is the one that the union is known by now,
-- union_id_written the one of then. Telephone numbers in notes are masked; times are UTC.
with named as (
    select
        v.* exclude (union_id, position, is_last), v.union_id as union_id_written, coalesce(g.kept_id, v.union_id) as union_id,
        row_number() over (partition by coalesce(g.kept_id, v.union_id) order by v.recorded_at, v.position) as position
    from raw.verdict as v
    left join link.goes_on as g on g.old_id = v.union_id
),

told as (
    select
        *,
        position = max(position) over (partition by union_id) as is_last,
        coalesce(
            last_value(case when verdict <> 'mended' then risk_band end ignore nulls) over so_far,
            first_value(risk_band) over so_far
        ) as judged_band
    from named
    window so_far as (partition by union_id order by position)
)

select
    t.event_id, t.union_id, t.union_id_written, coalesce(u.union_name, t.union_name) as union_name,
    coalesce(u.township_name, t.township_name) as township_name, t.position, t.is_last, t.verdict, t.visited_on,
    mask_personal(t.note) as note, t.attachment_sha256, t.actor_name, t.actor_source, t.recorded_at, t.build_id,
    t.score_proven, t.score_worst, t.evidence_share, t.risk_band, t.drawn_in, t.judged_band,
    t.verdict in ('shell', 'mended') as is_shell_found,
    case t.judged_band
        when 'suspected' then t.verdict in ('not_a_shell', 'wrong_data')
        when 'normal' then t.verdict in ('shell', 'wrong_data')
        else t.verdict = 'wrong_data'
    end as is_overturned
from told as t
left join warehouse.mart."union" as u using (union_id)
order by t.union_id, t.position
