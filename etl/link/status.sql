-- One row per enterprise that has a current link or an open candidate: own before joint before head office before
-- uncertain, then the newest union. is_challenged: every link that covers it is doubted.
with certain as (
    select
        enterprise_id, union_id, link_rule, link_confidence,
        case relation when 'headquarters' then 'headquarters' when 'host' then 'own' else 'joint' end as union_status,
        coalesce(valid_from, established_on) as since,
        bool_and(is_challenged) over (partition by enterprise_id) as is_challenged
    from link.union_enterprise
    where is_current
),

open as (
    select enterprise_id, union_id, null::varchar as link_rule, null::double as link_confidence, 'uncertain' as union_status, null::date as since, false as is_challenged
    from link.candidate_state
    where decision in ('open', 'cannot_tell') and coalesce(is_uncertain, true)
),

ranked as (
    select *, case union_status when 'own' then 1 when 'joint' then 2 when 'headquarters' then 3 else 4 end as position
    from (select * from certain union all select * from open)
)

select enterprise_id, union_status, case when union_status <> 'uncertain' then union_id end as union_id, link_rule, link_confidence, is_challenged
from ranked
qualify row_number() over (partition by enterprise_id order by position, since desc nulls last, union_id) = 1
