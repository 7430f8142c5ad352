-- Registry rows that say again, word for word, what another row says.
select 'enterprise_registry' as source_kind, file_id, sheet, row, 'identical_row' as reason
from clean.registry_again join clean.registry_row using (row_key)
where identical
