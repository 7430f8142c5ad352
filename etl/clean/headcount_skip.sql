-- Headcount rows that say again what another row says.
select 'headcount' as source_kind, file_id, sheet, row, 'identical_row' as reason
from clean.headcount_row
anti join clean.headcount_fault using (row_key)
anti join clean.headcount using (row_key)
