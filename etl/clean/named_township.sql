-- One row per text that names a township of the county: any of its names, alone or after the county's own. A township
-- after another county's name (江山市辉埠镇) is none of ours. What would name two names none.
with texts as (
    select alias, township_name from clean.township_alias
    union
    select county.name || alias, township_name from clean.township_alias cross join clean.county_name as county
)

select alias, min(township_name) as township_name
from texts
group by alias
having min(township_name) = max(township_name)
