select
    enterprise.enterprise_id, enterprise.credit_code, enterprise.credit_code_status, enterprise.credit_code_as_written,
    enterprise.registration_number, enterprise.name, enterprise.former_names, enterprise.entity_class,
    enterprise.registration_status, enterprise.in_scope, enterprise.scope_reason, enterprise.established_on,
    enterprise.closed_on, enterprise.industry_section, enterprise.registered_capital_10k_cny,
    enterprise.registered_capital_currency, enterprise.address, enterprise.township_name, enterprise.township_method,
    enterprise.township_evidence, enterprise.zone_name, enterprise.lon, enterprise.lat, enterprise.headcount,
    enterprise.headcount_low, enterprise.headcount_high, enterprise.headcount_source, enterprise.headcount_period,
    enterprise.size_class, enterprise.is_above_scale, enterprise.is_25plus, enterprise.is_100plus,
    enterprise.is_larger, enterprise.union_status, enterprise.link_rule, enterprise.source_file,
    enterprise.source_sheet, enterprise.source_row, target.priority, target.points, target.reasons,
    case when progress.closed_by is null then progress.stage end as stage,
    case when progress.closed_by is null then progress.track end as track
from mart.enterprise as enterprise
left join mart.target as target on target.enterprise_id = enterprise.enterprise_id
left join mart.target_progress as progress on progress.enterprise_id = enterprise.enterprise_id
where enterprise.enterprise_id = $id
