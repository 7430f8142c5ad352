select build_id, as_of, area_name, is_demo, larger_definition, boundaries_schematic, built_at
from mart.build
