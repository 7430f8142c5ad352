-- One row per form in which a place may stand in an address, with the township it points at and the method that it
-- gives. rank: which goes first where several fit. only_at_start: the form is bare, it counts only where the address
-- (after the county) or a bracket begins with it, and not as part of a road's or building's name.
-- A bare form of two townships (a village 金川社区 in 天马街道, and 金川街道) is not used.
with village_form as (
    select village_stem || ending as form, township_name
    from clean.village, (values ('村'), ('社区'), ('居委会'), ('居民区'), ('自然村'), ('段')) ending (ending)
    union
    -- 徐村村委会 is written 徐村; but 新村 is what any new housing is called
    select village_stem, township_name from clean.village where ends_with(village_stem, '村') and village_stem <> '新村'
    union
    select village_name, township_name from clean.village
),

bare as (
    select alias as form, township_name, 'former_name' as method, 3 as rank
    from clean.township_alias where alias_kind = 'stem'
    union all
    select village_stem as form, township_name, 'village' as method, 4 as rank
    from clean.village where length(village_stem) >= 2
),

form as (
    select alias as form, township_name, 'current' as method, 1 as rank, false as only_at_start
    from clean.township_alias where alias_kind = 'current'
    union all
    select alias as form, township_name, 'former_name' as method, 2 as rank, false as only_at_start
    from clean.township_alias where alias_kind = 'former'
    union all
    select form, min(township_name) as township_name, 'village' as method, 3 as rank, false as only_at_start
    from village_form
    where form not in (select alias from clean.township_alias where alias_kind in ('current', 'former'))
    group by form
    having count(distinct township_name) = 1
    union all
    select
        form, min(township_name) as township_name, arg_min(method, rank) as method, 3 as rank, true as only_at_start
    from bare
    where form not in (select alias from clean.township_alias where alias_kind in ('current', 'former'))
        and form not in (select form from village_form)
    group by form
    having count(distinct township_name) = 1
)

select
    form_id, form, township_name, method, rank, only_at_start,
    left(form, 2) as first_two,
    -- the smallest goes first: by rank, then the longest
    1000 * rank + 100 - length(form) as priority,
    -- no longer present name begins with this present name: where an address begins with it, nothing else need be tried
    rank = 1 and not exists (
        from form longer where longer.rank = 1 and longer.form <> numbered.form and starts_with(longer.form, numbered.form)
    ) as is_plain_present
from (select *, row_number() over (order by form) as form_id from form) numbered
