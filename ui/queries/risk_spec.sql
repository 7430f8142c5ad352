-- Indicators of both versions of the spec, the one that this build scores by first.
select
    spec, is_used, version, valid_from, position, indicator, dimension, weight, name_zh, name_en, value_zh, value_en, parts,
    basis, mark, map_keys(sources) as source_kinds, applies_zh, applies_en, finding_zh, finding_en, mend_zh, mend_en
from mart.risk_spec
order by not is_used, position
