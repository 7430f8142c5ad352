-- In scope, but no township: what could not be read from address, village or point.
select
    enterprise_id, credit_code, name, address, zone_name, headcount, is_larger, union_status, source_file,
    source_sheet, source_row, count(*) over () as total
from mart.enterprise
where
    in_scope and township_name is null
    and ($search = '' or contains(lower(name), lower($search)) or contains(lower(credit_code), lower($search)))
order by is_larger desc nulls last, headcount desc nulls last, enterprise_id
limit $row_limit
