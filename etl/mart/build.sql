-- One row: which build this is, and what it was told.
select
    b.build_id, b.as_of,
    (select value from raw.setting where key = 'area_name') as area_name,
    b.is_demo,
    (select list(name order by name) from raw.larger_definition) as larger_definition,
    coalesce((select bool_or(is_schematic) from clean.boundary), false) as boundaries_schematic,
    now()::timestamp as built_at
from raw.build as b
