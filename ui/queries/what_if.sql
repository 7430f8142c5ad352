-- One row per scored union under other weights and thresholds: score and band now and then, by the same sums and bands as the
-- score itself (outcomes, shares and evidence stay as they are). is_shell_found: what its last verdict said, null where nobody
-- has been there. $moved_only leaves out those whose band stays. total is the number of all rows.
with given as (
    select unnest($indicators) as indicator, unnest($weights)::double as weight
),

sums as (
    select
        r.union_id,
        sum(given.weight) filter (r.outcome <> 'not_applicable') as weight,
        coalesce(sum(given.weight * r.evidence_weight * r.share_failed), 0) as failed,
        coalesce(sum(given.weight * (1 - r.evidence_weight)) filter (r.outcome <> 'not_applicable'), 0) as open,
        coalesce(sum(given.weight * r.evidence_weight), 0) as known
    from mart.risk_indicator as r
    join given using (indicator)
    group by r.union_id
),

scores as (
    select
        union_id,
        round(100 * failed / nullif(weight, 0), 9) as proven,
        round(100 * (failed + open) / nullif(weight, 0), 9) as worst,
        round(known / nullif(weight, 0), 9) as evidence
    from sums
),

banded as (
    select
        u.union_id, u.union_code, u.union_name, u.place_name as township_name, u.members,
        u.risk_band as band_before, u.score_proven as proven_before, s.proven, s.worst,
        case
            when u.risk_band = 'exempt' then 'exempt'
            else mart.risk_band_of(
                s.evidence, s.proven, s.worst, $evidence_needed, $worst_from, $watch_from, $suspected_from)
        end as band_after,
        v.verdict, v.is_shell_found
    from mart."union" as u
    join scores as s using (union_id)
    left join mart.verdict as v on v.union_id = u.union_id and v.is_last
    where u.risk_band is not null
)

select
    union_id, union_code, union_name, township_name, members, band_before, band_after,
    round(proven_before, 1) as score_before, round(proven, 1) as score_after, verdict, is_shell_found,
    count(*) over () as total
from banded
where not $moved_only or band_before <> band_after
order by
    case band_after when 'suspected' then 1 else 2 end, case band_before when 'suspected' then 1 else 2 end,
    proven desc nulls last, union_id
limit $row_limit
