-- One row per enterprise that the reviewed list names, by its credit code or else by its full name.
with decision as (
    select *, name_key(name) as name_key from clean.reviewed_enterprise
),

found as (
    select enterprise.rowid as enterprise, 1 as position, decision.township_name, decision.source
    from clean.enterprise join decision on decision.credit_code = enterprise.credit_code
    union all
    select enterprise.rowid as enterprise, 2 as position, decision.township_name, decision.source
    from clean.enterprise join decision on decision.name_key = enterprise.name_key
    where decision.credit_code is null
)

select enterprise, arg_min(township_name, position) as township_name, arg_min(source, position) as source
from found
group by enterprise
