-- The weights of the versions of the spec, as a list: what each indicator weighs and rests on.
select
    spec, indicator, indicator as rule_name, dimension, weight, basis as legal_basis, mark as basis_mark, version, valid_from,
    is_used, count(*) over () as total
from mart.risk_spec
order by not is_used, position
limit $row_limit
