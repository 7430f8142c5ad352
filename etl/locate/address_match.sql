-- One row per address: the place that its text names. form: the text that matched, NULL where it names none.
-- rank: 1 a present name, 2 a former one, 3 a township's stem or a village, 4 a bare village's name.
select
    address.enterprise, address.position, address.place,
    form.form, form.township_name, form.method,
    case when form.only_at_start and form.method = 'village' then 4 else form.rank end as rank,
    zone.zone_name
from clean.address
left join clean.address_search search on search.address_id = address.address_id
left join clean.place_form form on form.form_id = coalesce(address.form_id, search.form_id)
left join clean.address_zone zone on zone.address_id = address.address_id
