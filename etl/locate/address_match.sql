-- One row per address that is not elsewhere and names a township, a former name, a village or a park. form: the text
-- that matched. rank: 1 a present name, 2 a former one, 3 a bare stem or a village.
-- Where the text begins with a place, a join on its first two characters finds it; the patterns search the others.
with address as (
    select address_id, tail from clean.address where place <> 'elsewhere' and tail <> ''
),

beginning as (
    select address_id, 1 as position, tail as text from address
    union all
    select address_id, 2 as position, substr(tail, instr(tail, '(') + 1) as text from address where contains(tail, '(')
),

at_start as (
    select beginning.address_id, beginning.position, form.form, form.rank
    from beginning
    join clean.place_form form on form.first_two = left(beginning.text, 2) and starts_with(beginning.text, form.form)
    where case when form.only_at_start then not road_follows(substr(beginning.text, length(form.form) + 1))
               else not regexp_matches(substr(beginning.text, length(form.form) + 1, 2), '^路(?:\d|$)') end
),

best_at_start as (
    select address_id, min((rank, position, -length(form), form)) as best from at_start group by address_id
),

present as (
    select
        address.address_id, address.tail,
        best_at_start.best[1] as start_rank,
        best_at_start.best[4] as start_form,
        case when best_at_start.best[1] is distinct from 1
             then nullif(regexp_extract(address.tail, $current_pattern, 1), '') end as present_form
    from address
    left join best_at_start using (address_id)
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
        case when present_form is null and former_form is null and start_rank is null
                and (contains(tail, '村') or contains(tail, '社区') or contains(tail, '居') or contains(tail, '段'))
             then nullif(regexp_extract(tail, $village_pattern, 1), '') end as village_form
    from former
),

matched as (
    select
        address_id, tail,
        case when start_rank = 1 then start_form
             when present_form is not null then present_form
             when start_rank = 2 then start_form
             else coalesce(former_form, start_form, village_form) end as form
    from village
),

parked as (
    select
        matched.address_id, matched.form, form.township_name, form.method, form.rank,
        case when contains(matched.tail, '园') or contains(matched.tail, '区') then
            coalesce(
                nullif(regexp_extract(matched.tail, $zone_pattern, 1), ''),
                zone_in(case when form.rank < 3 then replace(matched.tail, form.form, ' ') else matched.tail end)
            ) end as zone
    from matched
    left join clean.place_form form using (form)
)

select
    address_id, form, township_name, method, rank,
    zone_name_key(zone, $county, $county_stem) as zone_name
from parked
where form is not null or zone is not null
