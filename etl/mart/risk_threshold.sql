-- One row per version of the spec (project, county) and threshold; owner is an indicator (o1 … e5), score, red or signal.
select spec, is_used, position, owner, name, value, unit, mark, about_zh, about_en
from score.spec_threshold
order by spec, position
