-- The name of the zone that zone_search found, without the road and number before it; NULL where it is none: 园区新村,
-- 工业园区路, a bare 新区, 园区 or 科技园.
create or replace macro zone_of(found) as
    case
        when found.zone = '' or regexp_matches(found.next, '^(?:新村|村|路|街|大道)') then null
        when regexp_matches(regexp_replace(found.zone, '^.*(?:街道|大道|大街|路|街|号|巷|幢)', ''), '^县?(?:新区|园区|功能区|集聚区|示范园区?|科技园区?|创业园区?|物流园区?)?$') then null
        else regexp_replace(found.zone, '^.*(?:街道|大道|大街|路|街|号|巷|幢)', '')
    end
