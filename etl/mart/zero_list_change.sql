-- One row per enterprise that left, or came onto, the list of larger enterprises in scope without a union between two published
-- months, and why; one that moved between townships left one list and came onto the other (other_township). Values before and
-- after are as both months published them, NULL where that month had no such row. left_files: the registry's files have it no
-- more and do not say why; it need not be closed. is_confirmed: of those that left because their headcount changed, whether two
-- people stand behind it in the ledger; NULL of every other reason.
with left_list as (
    select
        *, 'left' as direction, township_before as township_name,
        case
            when state_after = 'none' then 'other_township'
            when record > 1 then 'rematched'
            when is_elsewhere or scope_reason_after = 'moved_out' then 'moved'
            when not is_listed then 'left_files'
            when scope_reason_after in ('dissolved', 'revoked', 'closed', 'liquidating') then 'closed'
            when in_scope_after is not true then 'rescoped'
            when state_after = 'out' and headcount_changed(
                headcount_before, headcount_after, is_above_scale_before, is_above_scale_after, is_25plus_before, is_25plus_after,
                is_100plus_before, is_100plus_after) then 'headcount_changed'
            when state_after = 'out' then 'rescoped'
            when state_after = 'uncertain' then 'uncertain'
            when union_is_new and union_status_after = 'joint' then 'joined_joint'
            when union_is_new then 'organised'
            else 'rematched'
        end as reason
    from warehouse.mart.enterprise_change
    where state_before = 'none' and (state_after <> 'none' or township_before <> township_after)
),

came as (
    select
        *, 'entered' as direction, township_after as township_name,
        case
            when state_before = 'none' then 'other_township'
            when record > 1 then 'rematched'
            when not was_listed then 'new_enterprise'
            when in_scope_before is not true then 'rescoped'
            when state_before = 'out' and headcount_changed(
                headcount_before, headcount_after, is_above_scale_before, is_above_scale_after, is_25plus_before, is_25plus_after,
                is_100plus_before, is_100plus_after) then 'headcount_changed'
            when state_before = 'out' then 'rescoped'
            when state_before = 'uncertain' then 'uncertain'
            when union_is_over then 'union_vanished'
            else 'rematched'
        end as reason
    from warehouse.mart.enterprise_change
    where state_after = 'none' and (state_before <> 'none' or township_before <> township_after)
)

select
    c.month, c.opening_month, c.enterprise_id, c.record, c.enterprise_name, c.township_name, c.direction, c.reason,
    c.headcount_before, c.headcount_after, c.is_larger_before, c.is_larger_after, c.in_scope_before, c.in_scope_after,
    c.scope_reason_before, c.scope_reason_after, c.union_status_before, c.union_status_after, c.union_id_before, c.union_id_after,
    c.township_before, c.township_after,
    case
        when c.direction = 'left' and c.reason = 'headcount_changed'
            then coalesce(p.removal = 'headcount_changed' and not p.removal_is_open and p.by_two_people, false)
    end as is_confirmed
from (select * from left_list union all select * from came) as c
left join warehouse.mart.target_progress as p on p.enterprise_id = c.enterprise_id
order by c.month, c.township_name, c.direction, c.reason, c.enterprise_id
