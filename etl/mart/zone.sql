-- One row per functional zone (park, new district) that has an enterprise in scope; zones lie across townships and are
-- no part of their sum. The rules are mart.township's: shares are 0–1, NULL without a denominator; workers are known
-- headcounts of larger enterprises.
with enterprises as (
    select zone_name, is_larger, union_status, headcount
    from warehouse.mart.enterprise
    where in_scope and zone_name is not null
),

counted as (
    select
        zone_name,
        count(*) as enterprises,
        count(*) filter (is_larger) as larger,
        count(*) filter (is_larger and union_status = 'own') as larger_own,
        count(*) filter (is_larger and union_status = 'joint') as larger_joint,
        count(*) filter (is_larger and union_status = 'headquarters') as larger_headquarters,
        count(*) filter (is_larger and union_status = 'uncertain') as larger_uncertain,
        count(*) filter (is_larger and union_status = 'none') as larger_none,
        count(*) filter (is_larger is null) as size_unknown,
        sum(headcount) filter (is_larger) as workers,
        sum(headcount) filter (is_larger and is_covered(union_status)) as workers_covered
    from enterprises
    group by zone_name
)

select
    zone_name, enterprises, larger, larger_own, larger_joint, larger_headquarters, larger_uncertain, larger_none,
    size_unknown,
    (larger_own + larger_joint + larger_headquarters) / nullif(larger, 0) as rate_low,
    (larger_own + larger_joint + larger_headquarters) / nullif(larger, 0) as rate,
    (larger_own + larger_joint + larger_headquarters + larger_uncertain) / nullif(larger, 0) as rate_high,
    coalesce(workers, 0)::bigint as workers,
    coalesce(workers_covered, 0)::bigint as workers_covered
from counted
order by zone_name
