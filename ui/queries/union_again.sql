-- Rows of the ledger about a union that are not the one that counts, and why.
select row_again, union_name, term_start, source_file, source_sheet, source_row
from mart.union_again
where union_id = $id
order by source_file, source_sheet, source_row
limit $row_limit
