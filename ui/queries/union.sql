select
    union_id, union_code, union_name, union_type, is_base_union, host_enterprise_id, host_sector, host_name, host_group,
    township_name, established_on, term_start, members, female_members, employees, status,
    ladder_proven, ladder_possible, score_proven, score_worst, evidence_share, risk_band, risk_rank,
    source_file, source_sheet, source_row
from mart."union"
where union_id = $id
