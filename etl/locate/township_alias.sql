-- One row per way in which an address may name a township, each pointing at one township:
-- current (天马街道), former (天马镇, from the file, or the stem with another ending), stem (天马).
-- What would point at two townships points at none.
with current_name as (
    select township_name, township_suffix(township_name) as suffix from clean.township
),

stem as (
    select township_name, left(township_name, length(township_name) - length(suffix)) as stem
    from current_name
    where length(township_name) - length(suffix) >= 2
),

former_of_file as (
    select distinct township_name, regexp_replace(regexp_replace(former, '\(.*?\)', '', 'g'), '^[原旧]', '') as alias
    from (
        select township_name, unnest(regexp_split_to_array(former_names, '[、,;/|\s]+')) as former
        from clean.township_row
        where is_of_area and township_name is not null
    )
),

former_by_ending as (
    select township_name, stem || ending as alias
    from stem, (values ('街道'), ('镇'), ('乡'), ('办事处')) ending (ending)
),

former as (
    select alias, min(township_name) as township_name
    from (
        select alias, township_name, 1 as position from former_of_file
        union all
        -- what the file says of a name goes before what its stem suggests
        select alias, township_name, 2 as position from former_by_ending
        where alias not in (select alias from former_of_file)
    )
    where length(alias) >= 2 and alias not in (select township_name from clean.township)
    group by alias
    having count(distinct township_name) = 1
),

bare as (
    select stem as alias, min(township_name) as township_name
    from stem
    where stem not in (select township_name from clean.township) and stem not in (select alias from former)
    group by stem
    having count(*) = 1
)

select township_name as alias, township_name, 'current' as alias_kind from clean.township
union all
select alias, township_name, 'former' as alias_kind from former
union all
select alias, township_name, 'stem' as alias_kind from bare
