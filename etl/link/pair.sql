-- One row per name that a union gives and enterprise that the model looks at (union_key, enterprise_id): any one of the
-- rules below brings them together. What they have in common is found in lists of the few names that unions give, so
-- that of the many enterprises nothing but the rules' own parts is ever made.
with unions as (
    select unique_id, core, whole, trade, industry, code, person, township_name from link.union_side
),

enterprises as not materialized (
    select unique_id, core, whole, trade, industry, code, person, township_name from link.enterprise_side
),

-- one character less, wrong or more. To leave out each character in turn of a million names is dear: so first, what may
-- be left of the beginning is asked for among what may be left of a union's. A name with a core of four characters or
-- more begins as its core does, whichever of the first is left out.
begun as (
    select unnest(beginnings(core) || beginnings(whole)) as beginning from unions
),

near as (
    select distinct unique_id
    from (
        select unique_id, unnest(beginnings(whole)) as beginning from enterprises
        union all
        select unique_id, unnest(beginnings(core)) from enterprises where length(core) < 4
    )
    semi join begun using (beginning)
),

shortened as (
    select e.unique_id, unnest(one_less(core)) as core_less, unnest(one_less(whole)) as whole_less
    from enterprises as e semi join near using (unique_id)
),

one_character_in_core as (
    select l.unique_id as union_key, r.unique_id as enterprise_id
    from (select unique_id, unnest(one_less(core)) as less from unions) as l
    join shortened as r on r.core_less = l.less
),

one_character_in_whole as (
    select l.unique_id, r.unique_id
    from (select unique_id, unnest(one_less(whole)) as less from unions) as l
    join shortened as r on r.whole_less = l.less
),

-- as long, and every character sounds the same: the first and the last are asked before all the others, which are dear
ends as (
    select
        e.*, length(core) as characters,
        coalesce(head.sound, core[1]) as first_sound, coalesce(tail.sound, core[-1]) as last_sound
    from (select unique_id, core, true as is_union from unions union all select unique_id, core, false from enterprises) as e
    left join link.character as head on head.character = core[1]
    left join link.character as tail on tail.character = core[-1]
),

side_by_side as (
    select
        l.unique_id as union_key, r.unique_id as enterprise_id,
        unnest(string_split(l.core, '')) as one, unnest(string_split(r.core, '')) as other
    from ends as l
    join ends as r using (characters, first_sound, last_sound)
    where l.is_union and not r.is_union
),

same_sound as (
    select union_key, enterprise_id
    from side_by_side
    left join link.character as a on a.character = one
    left join link.character as b on b.character = other
    group by union_key, enterprise_id
    having bool_and(coalesce(a.sound, one) = coalesce(b.sound, other))
),

same_trade_name as (
    select l.unique_id, r.unique_id from unions as l join enterprises as r using (trade) where length(trade) >= 2
),

same_end_of_code as (
    select l.unique_id, r.unique_id
    from unions as l join enterprises as r on substr(l.code, 9, 5) = substr(r.code, 9, 5)
    union all
    select l.unique_id, r.unique_id
    from unions as l join enterprises as r on substr(l.code, 14, 5) = substr(r.code, 14, 5)
),

same_person as (
    select l.unique_id, r.unique_id from unions as l join enterprises as r using (person, township_name)
    union all
    select l.unique_id, r.unique_id from unions as l join enterprises as r using (person, industry) where industry <> ''
),

same_beginning as (
    select l.unique_id, r.unique_id from unions as l join enterprises as r on left(l.core, 3) = left(r.core, 3)
    union all
    select l.unique_id, r.unique_id
    from unions as l join enterprises as r on left(l.core, 2) = left(r.core, 2) and l.township_name = r.township_name
    union all
    select l.unique_id, r.unique_id
    from unions as l
    join enterprises as r
        on left(l.core, 1) = left(r.core, 1) and l.industry = r.industry and l.township_name = r.township_name
)

select * from one_character_in_core
union
select * from one_character_in_whole
union
select * from same_sound
union
select * from same_trade_name
union
select * from same_end_of_code
union
select * from same_person
union
select * from same_beginning
