select signal, unions, source_rows, lowers
from mart.risk_signal
where list_contains(union_ids, $id)
order by signal, unions desc
