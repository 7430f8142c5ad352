select source, period, headcount, source_file, source_sheet, source_row
from mart.enterprise_headcount
where enterprise_id = $id
order by period desc, source, source_file, source_sheet, source_row
