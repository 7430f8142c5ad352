-- Ledger rows that say again, or for an earlier term, what the kept row of the union says.
select 'union_ledger' as source_kind, file_id, sheet, row, reason
from clean.union_again join clean.union_row using (row_key)
where place > 1 and reason <> 'contradicts_other_row'
