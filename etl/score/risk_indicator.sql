-- One row per scored union and indicator. outcome: pass, partial, fail, unknown or not_applicable; share_failed is NULL
-- where it is not known or does not apply. evidence_weight is what the evidence counts: nothing where nothing is known,
-- a failure in full, also one that the union itself tells; else by its grade. points are those added to the proven score.
with found as (
    from score.indicator_organisation
    union all by name from score.indicator_institution
    union all by name from score.indicator_work
    union all by name from score.indicator_activity
    union all by name from score.indicator_effect
),

graded as (
    select
        *,
        case
            when not applies or share is null then null
            when share > 0 then 1.0
            else case grade when 'A' then t.grade_a when 'B' then t.grade_b when 'C' then t.grade_c else t.grade_d end
        end as weight_of_evidence
    from found
    cross join score.threshold as t
),

judged as (
    select
        union_id, indicator, value, grade,
        case
            when not applies then 'not_applicable'
            when share is null or weight_of_evidence = 0 then 'unknown'
            when share = 0 then 'pass' when share >= 1 then 'fail' else 'partial'
        end as outcome,
        share, coalesce(weight_of_evidence, 0) as evidence_weight, applies and share is not null as is_told
    from graded
)

select
    j.union_id, j.indicator, i.dimension, i.position, i.weight, j.outcome,
    case when j.outcome in ('pass', 'partial', 'fail') then j.share end as share_failed,
    case when j.is_told then j.grade end as evidence_grade,
    case when j.outcome in ('pass', 'partial', 'fail') then j.evidence_weight else 0 end as evidence_weight,
    j.value
from judged as j
join score.indicator as i using (indicator)
order by j.union_id, i.position
