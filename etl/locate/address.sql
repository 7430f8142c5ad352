-- One row per enterprise and address that it gives (position: 1 business address, 2 registered address): whether it is in
-- this county, the text after the county's name (after city and province, where none is named), and the plain present
-- name that this text begins with (form_id NULL: none). Most texts begin with one: a join on two characters finds it.
with cut as (
    select
        given.address_id, given.enterprise, given.position, place.place,
        substr(given.address, case when given.county_at > 0 then given.county_at + length($county) else place.cut + 1 end) as tail
    from clean.address_given given
    join clean.address_place place on place.head = given.head and place.has_county = (given.county_at > 0)
),

trimmed as (
    select
        address_id, enterprise, position, place,
        -- trimming is dear, and most texts begin with a place at once
        case when contains('县,.、。;:·-_"''', left(tail, 1)) then ltrim(tail, '县,.、。;:·-_"''') else tail end as tail
    from cut
)

select trimmed.*, form.form_id
from trimmed
left join clean.place_form form
    on form.is_plain_present
    and form.first_two = left(trimmed.tail, 2)
    and starts_with(trimmed.tail, form.form)
    and not regexp_matches(substr(trimmed.tail, length(form.form) + 1, 2), '^路(?:\d|$)')
    and trimmed.place <> 'elsewhere'
