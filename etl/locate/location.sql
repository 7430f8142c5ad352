-- One row per enterprise: where it is. The chain: the text of the business address (a present township's name, else a
-- former name or stem, else a village), then that of the registered address; the point; the zone's reviewed rule; the
-- reviewed list. The method says what the text named: a present name gives the address's own method.
-- An address that names another county is not searched, and nothing after a business address elsewhere is.
-- An address that names no county is searched where the code's district or the other address fits this county.
with district as (
    select code_district, has_area_prefix(code_district, any_value(area.prefixes)) as is_of_area
    from clean.enterprise, clean.area
    where code_district is not null
    group by code_district
),

given as (
    select
        enterprise.rowid as enterprise,
        enterprise.enterprise_id, enterprise.business_address, enterprise.registered_address,
        coalesce(district.is_of_area, false) as code_in_area,
        enterprise.code_district is null as has_no_district,
        business.place as business_place, business.rank as business_rank, business.method as business_method,
        business.form as business_form, business.township_name as business_township, business.zone_name as business_zone,
        registered.place as registered_place, registered.rank as registered_rank, registered.method as registered_method,
        registered.form as registered_form, registered.township_name as registered_township,
        registered.zone_name as registered_zone
    from clean.enterprise
    left join district on district.code_district = enterprise.code_district
    left join clean.address_match business on business.enterprise = enterprise.rowid and business.position = 1
    left join clean.address_match registered on registered.enterprise = enterprise.rowid and registered.position = 2
),

searchable as (
    select
        *,
        business_place = 'here'
            or (business_place = 'silent' and (code_in_area or has_no_district or registered_place = 'here'))
            as search_business,
        business_place is distinct from 'elsewhere'
            and (registered_place = 'here'
                or (registered_place = 'silent' and (code_in_area or has_no_district or business_place = 'here')))
            as search_registered
    from given
),

by_text as (
    select
        *,
        -- where an enterprise works goes before where it is registered, whatever name the place is given; only a bare
        -- village's name, which may be a firm's or a hill's, is weaker than anything in either address
        case
            when search_business and business_rank < 4 then 'business_address'
            when search_registered and registered_rank < 4 then 'registered_address'
            when search_business and business_rank = 4 then 'business_address'
            when search_registered and registered_rank = 4 then 'registered_address'
        end as used
    from searchable
),

located as (
    select
        *,
        case used when 'business_address' then business_township when 'registered_address' then registered_township end
            as text_township,
        case used when 'business_address' then business_form when 'registered_address' then registered_form end as text_form,
        case used
            when 'business_address' then case when business_rank = 1 then 'business_address' else business_method end
            when 'registered_address' then case when registered_rank = 1 then 'registered_address' else registered_method end
        end as text_method,
        case
            when used = 'business_address' then business_zone
            when used = 'registered_address' then registered_zone
            else coalesce(case when search_business then business_zone end, case when search_registered then registered_zone end)
        end as text_zone,
        coalesce(business_place = 'elsewhere', false)
            or (used is null and coalesce(business_place, 'silent') = 'silent' and coalesce(registered_place = 'elsewhere', false))
            as is_elsewhere
    from by_text
),

pointed as (
    select
        located.*, point.lon, point.lat,
        case when not is_elsewhere then point.township_name end as point_township,
        coalesce(text_zone, case when not is_elsewhere then point.zone_name end) as zone_name
    from located
    left join clean.point on point.enterprise = located.enterprise
),

placed as (
    select
        pointed.*,
        zone.township_name as zone_township, zone.source as zone_source,
        reviewed.township_name as manual_township, reviewed.source as manual_source,
        case
            when text_township is not null then text_method
            when point_township is not null then 'point'
            when zone.township_name is not null then 'zone'
            when reviewed.township_name is not null then 'manual'
            else 'unresolved'
        end as township_method
    from pointed
    left join clean.zone on zone.zone_name = pointed.zone_name and zone.township_name is not null
    left join clean.reviewed_location reviewed on reviewed.enterprise = pointed.enterprise
)

select
    enterprise_id,
    case used when 'registered_address' then registered_address else coalesce(business_address, registered_address) end as address,
    coalesce(text_township, point_township, zone_township, manual_township) as township_name,
    township_method,
    case township_method
        when 'point' then printf('%.5f, %.5f', lon, lat)
        when 'zone' then zone_name || '：' || zone_source
        when 'manual' then manual_source
        else text_form
    end as township_evidence,
    zone_name, lon, lat,
    case
        when township_method <> 'unresolved' then true
        when is_elsewhere then false
        when business_place = 'here' or registered_place = 'here' then true
        else code_in_area
    end as in_area
from placed
