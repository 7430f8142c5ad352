-- One row per enterprise that counts as larger in one of the two builds and stands otherwise in the other: what about
-- it changed, and its state before and after (NULL: not in that build, or not counted as larger there).
with b as (
    select enterprise_id, name, township_name, union_status, in_scope, is_larger, in_scope and is_larger as counted
    from before.mart.enterprise
),

a as (
    select enterprise_id, name, township_name, union_status, in_scope, is_larger, in_scope and is_larger as counted
    from after.mart.enterprise
),

pairs as (
    select
        coalesce(a.enterprise_id, b.enterprise_id) as enterprise_id,
        coalesce(a.name, b.name) as name,
        coalesce(a.township_name, b.township_name) as township_name,
        case when b.counted then b.union_status end as status_before,
        case when a.counted then a.union_status end as status_after,
        b.enterprise_id is null as is_new,
        a.enterprise_id is null as is_gone,
        b.township_name is distinct from a.township_name as moved,
        a.in_scope and a.is_larger is null as size_lost
    from b
    full join a on a.enterprise_id = b.enterprise_id
    where coalesce(b.counted, false) or coalesce(a.counted, false)
)

select
    name, township_name, status_before, status_after,
    case
        when is_new then 'appeared'
        when is_gone then 'vanished'
        when status_before is null then 'counted'
        when status_after is null and size_lost then 'size_unknown'
        when status_after is null then 'not_counted'
        when status_before <> status_after then 'status'
        else 'moved'
    end as change,
    enterprise_id,
    count(*) over () as total
from pairs
where status_before is distinct from status_after or is_new or is_gone or moved
order by
    status_after is distinct from 'none' and status_before is distinct from 'none', change, township_name, name
