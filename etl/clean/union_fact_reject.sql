-- Cells about the union itself that could not be used.
select 'union_ledger' as source_kind, file_id, sheet, row, column_name, cell as value, reason as reason_code, 'cell' as severity
from clean.union_cell
where reason is not null
