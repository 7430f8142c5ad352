-- One row per version of the spec (project, county) and indicator: weight, words in both languages, sources, what it rests
-- on. is_used: the version that this build scores by.
select
    spec, version, valid_from, is_used, position, indicator, dimension, dimension_zh, dimension_en, weight, name_zh, name_en,
    value_zh, value_en, parts, basis, mark, sources, applies_zh, applies_en, finding_zh, finding_en, mend_zh, mend_en
from score.spec_indicator
order by spec, position
