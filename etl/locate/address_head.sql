-- One row per beginning of an address, with the province, city and county that it names in order (empty: none), the
-- character after them (next), and how many addresses begin so.
with head as (
    select head, county_at > 0 as has_county, count(*) as addresses
    from clean.address_given
    group by all
),

split as (
    select *, regexp_extract(head, $head_pattern, ['province', 'city', 'county', 'next']) as part from head
)

select
    head, has_county, addresses,
    part.province as province,
    case when ends_with(part.city, '市') and part.county = '' and part.next = '场' then '' else part.city end as city,
    -- 古县村 is a village, 浙江省某县村头镇 is in a county
    case when is_county_name(part.county, case when part.province || part.city = '' then part.next else '' end)
         then part.county else '' end as county,
    length(part.province) + length(part.city) as before_county,
    length(part.province) + length(part.city) + length(part.county) as named
from split
