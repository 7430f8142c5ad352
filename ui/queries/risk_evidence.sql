-- Every row of a source behind the indicators of one union.
select
    union_id, indicator, indicator as rule_name, source_kind, source_file, sheet as source_sheet, row as source_row, grade,
    value as evidence_value, count(*) over () as total
from mart.risk_evidence
where union_id = $id
order by indicator, source_file, sheet, row
limit $row_limit
