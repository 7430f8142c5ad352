-- One row per enterprise that has a current link or an open candidate: own before joint before head office before
-- uncertain, then the newest union.
with certain as (
    select
        enterprise_id, union_id, link_rule, link_confidence,
        case relation when 'headquarters' then 'headquarters' when 'host' then 'own' else 'joint' end as union_status,
        coalesce(valid_from, established_on) as since
    from link.union_enterprise
    where is_current
),

open as (
    select enterprise_id, union_id, null::varchar as link_rule, null::double as link_confidence, 'uncertain' as union_status, null::date as since
    from link.candidate
    where is_uncertain
),

ranked as (
    select *, case union_status when 'own' then 1 when 'joint' then 2 when 'headquarters' then 3 else 4 end as position
    from (select * from certain union all select * from open)
)

select enterprise_id, union_status, case when union_status <> 'uncertain' then union_id end as union_id, link_rule, link_confidence
from ranked
qualify row_number() over (partition by enterprise_id order by position, since desc nulls last, union_id) = 1
