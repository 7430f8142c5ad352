-- One row per doubt about the score itself: an indicator that says the same of every union (constant), of more than 95 in 100
-- nothing (empty), the same as another of every union (copy), or whose absence would change nobody's band (idle). None of
-- them is wrong by itself; each is worth a look before anybody trusts a ranking. unions: how many it rests on.
with told as (
    select * from score.risk_indicator where outcome <> 'not_applicable'
),

counted as (
    select
        indicator, count(*) as unions, count(share_failed) as known, min(share_failed) as least, max(share_failed) as most
    from told group by indicator
),

copies as (
    select a.indicator, b.indicator as other, count(*) as unions
    from told as a
    join told as b on b.union_id = a.union_id and b.position > a.position
    where a.share_failed is not null and b.share_failed is not null
    group by all
    having count(*) >= 20 and bool_and(a.share_failed = b.share_failed) and min(a.share_failed) < max(a.share_failed)
),

sums as (
    select
        union_id, sum(weight) as weight, coalesce(sum(weight * evidence_weight * share_failed), 0) as failed,
        sum(weight * evidence_weight) as known
    from told group by union_id
),

without as (
    select
        t.indicator, s.risk_band, u.score_evidence_needed, u.score_watch_from, u.score_suspected_from, u.score_worst_from,
        (sums.known - t.weight * t.evidence_weight) / nullif(sums.weight - t.weight, 0) as evidence,
        100 * (sums.failed - t.weight * t.evidence_weight * coalesce(t.share_failed, 0)) / nullif(sums.weight - t.weight, 0) as proven
    from told as t
    join sums using (union_id)
    join score.risk_score as s using (union_id)
    cross join score.threshold as u
    where s.risk_band <> 'exempt'
),

idle as (
    select
        indicator, count(*) as unions,
        bool_and(risk_band = case
            when evidence is null or evidence < score_evidence_needed
                or (proven < score_watch_from and proven + 100 * (1 - evidence) >= score_worst_from) then 'to_verify'
            when proven < score_watch_from then 'normal'
            when proven < score_suspected_from then 'watch'
            else 'suspected'
        end) as is_idle
    from without group by indicator
)

select 'constant' as doubt, indicator, null::varchar as other, known as unions from counted where known >= 20 and least = most
union all
select 'empty', indicator, null, unions from counted where unions >= 20 and known < 0.05 * unions
union all
select 'copy', indicator, other, unions from copies
union all
select 'idle', indicator, null, unions from idle where unions >= 20 and is_idle
order by doubt, indicator, other
