-- One row per signal, group and union of the townships chosen; the number of a group is its place by size.
with groups as (
    select
        signal, group_key, union_ids, unions, source_rows, lowers,
        row_number() over (partition by signal order by unions desc, group_key) as group_number
    from mart.risk_signal
),

members_of as (
    select signal, group_number, unions, source_rows, lowers, unnest(union_ids) as union_id from groups
)

select
    union_id, u.union_code, u.union_name, signal, group_number, unions as signal_unions, source_rows, lowers,
    coalesce(u.township_name, '未定位') as township_name, u.risk_band,
    round(u.score_proven, 1) as score_proven, count(*) over () as total
from members_of
join mart."union" as u using (union_id)
where
    (len($townships) = 0 or list_contains($townships, coalesce(u.township_name, '未定位')))
    and ($search = '' or contains(lower(u.union_name), lower($search)) or contains(lower(u.union_code), lower($search)))
order by signal, group_number, u.union_name, union_id
limit $row_limit
