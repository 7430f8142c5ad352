-- One row per enterprise in scope that has been organised, and since when: shown_by 'ledger', a union of the ledger covers it
-- (organised_on: from when, NULL where neither a row nor a step says it), else 'progress', the approved election was recorded
-- and the ledger does not show the union yet; not where somebody took the enterprise off the list for another reason than that
-- it has a union, or set it aside as deregistered; nor where the union has been in the ledger and is not any more
-- (target_progress). is_running: true, the union runs (ladder), or a step that proves it was recorded and no ladder denies it;
-- false, it certainly does not; NULL, not known. workers: the enterprise's headcount, NULL where not known.
with covered as (
    select e.enterprise_id, e.union_id, min(l.valid_from) as organised_on
    from warehouse.mart.enterprise as e
    left join warehouse.mart.enterprise_union as l
        on l.enterprise_id = e.enterprise_id and l.union_id = e.union_id and l.is_current
    where e.in_scope and is_covered(e.union_status)
    group by all
),

recorded as (
    select
        enterprise_id, reached_set_up_on, reached_running_on,
        (closed_by is distinct from 'removal' or removal in ('organised', 'joined_joint')) and track is distinct from 'deregistered' as is_kept
    from warehouse.mart.target_progress
    where reached_set_up_on is not null
)

select
    e.enterprise_id, e.name as enterprise_name, e.township_name, e.is_larger, e.headcount as workers,
    case when c.enterprise_id is not null then 'ledger' else 'progress' end as shown_by, c.union_id,
    coalesce(c.organised_on, r.reached_set_up_on) as organised_on,
    case
        when u.ladder_proven >= 2 then true
        when u.ladder_possible < 2 then false
        when r.reached_running_on is not null then true
    end as is_running
from warehouse.mart.enterprise as e
left join covered as c using (enterprise_id)
left join recorded as r using (enterprise_id)
left join warehouse.mart."union" as u on u.union_id = c.union_id
where c.enterprise_id is not null or (r.is_kept and e.in_scope)
order by e.township_name, organised_on, e.enterprise_id
