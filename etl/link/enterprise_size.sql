-- One row per enterprise in the area that no other one stands for: its size as score.size has it. Where it stands for
-- others, what it leaves unknown is told by them, the range of headcounts is all of theirs, and to be on the above-scale
-- list under either name is enough.
with several as (
    select
        coalesce(m.kept_id, s.enterprise_id) as kept_id, m.old_id is null as is_kept, s.enterprise_id as of_id,
        s.headcount, s.headcount_low, s.headcount_high, s.headcount_source, s.headcount_period, s.size_class, s.size_rule, s.is_above_scale
    from score.size as s
    left join link.merged as m on m.old_id = s.enterprise_id
    where m.old_id is not null or s.enterprise_id in (select kept_id from link.merged)
),

told as (
    select
        kept_id as enterprise_id,
        first(headcount order by is_kept desc, of_id) filter (headcount is not null) as headcount,
        min(headcount_low) as headcount_low, max(headcount_high) as headcount_high,
        first(headcount_source order by is_kept desc, of_id) filter (headcount is not null) as headcount_source,
        first(headcount_period order by is_kept desc, of_id) filter (headcount is not null) as headcount_period,
        first(size_class order by is_kept desc, of_id) filter (size_class is not null) as size_class,
        first(size_rule order by is_kept desc, of_id) filter (size_class is not null) as size_rule,
        case when bool_or(is_above_scale) then true when bool_and(is_above_scale is not null) then false end as is_above_scale
    from several
    group by kept_id
),

flags as (
    select *, headcount >= 25 as is_25plus, headcount >= 100 as is_100plus, size_class in ('large', 'medium') as is_medium from told
),

chosen as (
    select {
        above_scale: bool_or(name = 'above_scale'), plus_25: bool_or(name = '25plus'),
        plus_100: bool_or(name = '100plus'), medium: bool_or(name = 'medium')} as definitions
    from raw.larger_definition
)

select * from score.size
where enterprise_id not in (select kept_id from several) and enterprise_id not in (select of_id from several)
union all by name
select
    flags.* exclude (is_medium),
    is_larger_by(chosen.definitions, is_above_scale, is_25plus, is_100plus, is_medium) as is_larger
from flags
cross join chosen
