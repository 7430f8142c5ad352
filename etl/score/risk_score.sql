-- One row per scored union: proven and worst score (0–100), share of the evidence (0–1), band. NULL where nothing applies.
-- The bands are judged in their order: too young, too little evidence or fine so far but not yet for certain, then by the
-- proven score.
with sums as (
    select
        union_id,
        sum(weight) filter (outcome <> 'not_applicable') as weight,
        coalesce(sum(weight * evidence_weight * share_failed), 0) as failed,
        coalesce(sum(weight * (1 - evidence_weight)) filter (outcome <> 'not_applicable'), 0) as open,
        coalesce(sum(weight * evidence_weight), 0) as known
    from score.risk_indicator
    group by union_id
),

scores as (
    select
        union_id,
        round(100 * failed / nullif(weight, 0), 9) as score_proven,
        round(100 * (failed + open) / nullif(weight, 0), 9) as score_worst,
        round(known / nullif(weight, 0), 9) as evidence_share
    from sums
)

select
    s.union_id, s.score_proven, s.score_worst, s.evidence_share,
    case
        when u.established_on > months_before(b.as_of, t.score_exempt_months) then 'exempt'
        else risk_band_of(
            s.evidence_share, s.score_proven, s.score_worst,
            t.score_evidence_needed, t.score_worst_from, t.score_watch_from, t.score_suspected_from)
    end as risk_band
from scores as s
join score.scored_union as u using (union_id)
cross join score.threshold as t
cross join raw.build as b
order by s.union_id
