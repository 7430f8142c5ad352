select "key", "name", "name" as definition_name, numerator, denominator, caveat, source
from mart.definition
order by rowid
