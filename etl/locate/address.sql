-- One row per enterprise and address that it gives: whether it is in this county, and the text after the county's name
-- (after city and province, where none is named).
select
    given.address_id, given.enterprise_id, given.address_kind, given.written, place.place,
    ltrim(
        substr(given.address, case when given.county_at > 0 then given.county_at + length($county) else place.cut + 1 end),
        '县,.、。;:·-_"'' '
    ) as tail
from clean.address_given given
join clean.address_place place on place.head = given.head and place.has_county = (given.county_at > 0)
