-- Does a district code begin with one of the county's prefixes? False for NULL.
create or replace macro has_area_prefix(district, prefixes) as
    coalesce(list_bool_or(list_transform(prefixes, lambda prefix: starts_with(district, prefix))), false)
