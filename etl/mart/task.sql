-- One row per thing that somebody has to bring and that the sources lack, since when it is lacking as far as they say. It
-- closes by itself when they have it. coverage_list_missing: a joint union's name counts whom it covers, and name and
-- coverage list together tell fewer (counted, told; lacking is the difference).
with counted as (
    select coalesce(m.kept_id, u.union_id) as union_id, u.row_key, w.covered
    from clean.union as u
    join clean.union_written_count as w using (row_key)
    left join link.merged as m on m.old_id = u.union_id
    where u.status in ('active', 'unknown') and u.is_base_union
),

members as (
    select counted.union_id, coalesce(e.kept_id, known.enterprise_id, w.bare_name) as member
    from counted
    join clean.union_written_member as w using (row_key)
    left join clean.mention as known on known.code is null and known.bare_name = w.bare_name
    left join link.merged as e on e.old_id = known.enterprise_id
    union
    select coalesce(m.kept_id, c.union_id), coalesce(e.kept_id, c.enterprise_id, r.bare_name, r.code)
    from clean.union_coverage as c
    join clean.union_coverage_row as r using (row_key)
    left join link.merged as m on m.old_id = c.union_id
    left join link.merged as e on e.old_id = c.enterprise_id
    cross join raw.build
    where coalesce(c.covered_to > as_of, true)
),

told as (
    select union_id, count(*) as members from members where member is not null group by union_id
),

files as (
    select file_id, max(as_of) as as_of from raw.source_file group by file_id
)

select
    'coverage_list_missing' as kind, u.union_id, max(counted.covered) as counted, coalesce(any_value(told.members), 0) as told,
    max(counted.covered) - coalesce(any_value(told.members), 0) as lacking,
    any_value(coalesce(u.established_on, files.as_of)) as since
from counted
join clean.union as u on u.union_id = counted.union_id
left join told on told.union_id = counted.union_id
left join files on files.file_id = u.file_id
group by u.union_id
having max(counted.covered) > coalesce(any_value(told.members), 0)
order by lacking desc, u.union_id
