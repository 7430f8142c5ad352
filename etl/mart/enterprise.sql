-- One row per registry entity in the area, in or out of scope; of records that somebody said are one, the one that
-- stays. NULL is 'unknown', never 'no'. Ordered by place and size,
-- as pages filter.
with enterprises as (
    select * from clean.enterprise
),

places as (
    select * from clean.location where in_area
),

sources as (
    select file_id, any_value(file) as file from raw.source_file group by file_id
)

select
    e.enterprise_id, e.credit_code, e.credit_code_status, e.credit_code_as_written, e.registration_number,
    e.name, e.former_names, e.entity_class, e.registration_status,
    scope.in_scope, scope.scope_reason,
    e.established_on, e.closed_on,
    e.industry_section, e.industry_division, e.industry_code,
    case when e.registered_capital_currency = 'CNY' then e.registered_capital_10k end as registered_capital_10k_cny,
    e.registered_capital_10k, e.registered_capital_currency,
    p.address, p.township_name, p.township_method, p.township_evidence, p.zone_name, p.lon, p.lat,
    size.headcount, size.headcount_low, size.headcount_high, size.headcount_source, size.headcount_period,
    size.size_class, size.size_rule, size.is_above_scale, size.is_25plus, size.is_100plus, size.is_larger,
    coalesce(status.union_status, 'none') as union_status,
    status.union_id, status.link_rule, status.link_confidence, coalesce(status.is_challenged, false) as is_challenged,
    sources.file as source_file, e.sheet as source_sheet, e.row as source_row
from enterprises as e
join places as p using (enterprise_id)
join link.enterprise_size as size using (enterprise_id)
join score.scope as scope using (enterprise_id)
left join link.status as status using (enterprise_id)
left join sources on sources.file_id = e.file_id
order by p.township_name, size.is_larger desc nulls last, size.headcount desc nulls last, e.enterprise_id
