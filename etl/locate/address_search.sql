-- One row per address that does not begin with a present name and yet names a place: the form that goes first.
-- A present name anywhere; else a former one anywhere; else what the address or its first bracket begins with, a stem
-- or a village; else a village in its middle.
with address as (
    select address_id, tail, instr(tail, '(') as bracket_at
    from clean.address
    where form_id is null and place <> 'elsewhere' and tail <> ''
),

beginning as (
    select address_id, 0 as later, tail as text from address
    union all
    select address_id, 500 as later, substr(tail, bracket_at + 1) as text from address where bracket_at > 0
),

candidate as (
    select
        beginning.address_id, form.form_id, form.method, form.only_at_start, form.priority + later as priority,
        substr(beginning.text, length(form.form) + 1) as rest
    from beginning
    join clean.place_form form on form.first_two = left(beginning.text, 2) and starts_with(beginning.text, form.form)
),

at_start as (
    select address_id, min(100000 * priority + form_id) % 100000 as form_id
    from candidate
    where case
        when not only_at_start then not regexp_matches(rest, '^路(?:\d|$)')
        -- 白石 in 白石镇路 is no short name; 宋畈 in 宋畈乡, a township no more, is the village that was its seat
        when method = 'former_name' then not road_follows(rest) and not regexp_matches(rest, '^(?:镇|乡|街道)')
        else not road_follows(rest)
    end
    group by address_id
),

started as (
    select address.address_id, address.tail, form.form as start_form, form.rank as start_rank
    from address
    left join at_start using (address_id)
    left join clean.place_form form using (form_id)
),

present as (
    select
        *,
        case when start_rank is distinct from 1 then nullif(regexp_extract(tail, $current_pattern, 1), '') end as present_form
    from started
),

former as (
    select
        *,
        case when present_form is null and coalesce(start_rank, 3) > 2
             then nullif(regexp_extract(tail, $former_pattern, 1), '') end as former_form
    from present
),

village as (
    select
        *,
        case when coalesce(present_form, former_form, start_form) is null
                and (contains(tail, '村') or contains(tail, '社区') or contains(tail, '居') or contains(tail, '段'))
             then nullif(regexp_extract(tail, $village_pattern, 1), '') end as village_form
    from former
),

chosen as (
    select
        address_id,
        case when start_rank = 1 then start_form
             when present_form is not null then present_form
             when start_rank = 2 then start_form
             else coalesce(former_form, start_form, village_form) end as form
    from village
)

select chosen.address_id, form.form_id
from chosen
join clean.place_form form using (form)
