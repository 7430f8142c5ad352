-- One union as published.
with
"union" as (from mart."union")

select
    union_id,
    union_code,
    union_name,
    union_type,
    is_base_union,
    status as union_state,
    host_enterprise_id,
    host_name,
    host_group,
    host_sector,
    township_name,
    established_on,
    members,
    female_members,
    employees,
    risk_band,
    score_proven,
    score_worst,
    evidence_share,
    red_lines,
    ladder_proven,
    ladder_possible,
    source_file,
    source_sheet,
    source_row
from "union"
where union_id = $id
