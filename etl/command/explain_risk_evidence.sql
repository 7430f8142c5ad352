-- The rows of the sources behind each indicator of a union.
with
risk_evidence as (from mart.risk_evidence)

select
    risk_evidence.indicator,
    risk_evidence.source_kind,
    risk_evidence.grade as evidence_grade,
    risk_evidence.value,
    risk_evidence.source_file,
    risk_evidence.sheet as source_sheet,
    risk_evidence.row as source_row
from risk_evidence
where risk_evidence.union_id = $id
order by risk_evidence.indicator, risk_evidence.source_file, risk_evidence.sheet, risk_evidence.row
