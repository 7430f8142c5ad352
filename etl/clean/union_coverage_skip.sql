-- Rows of coverage lists that say again what another row says.
select 'union_coverage' as source_kind, l.file_id, l.sheet, l.row, 'identical_row' as reason
from clean.union_coverage_listed as l
join clean.union_coverage as c on c.union_id = l.union_id and c.enterprise_id = l.enterprise_id
    and c.covered_from is not distinct from l.covered_from and c.covered_to is not distinct from l.covered_to
where c.row_key <> l.row_key
