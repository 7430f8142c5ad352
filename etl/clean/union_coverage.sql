-- One row per union, covered entity and first day. Of rows that differ in the last day the one that states the earliest
-- counts: who has left is not covered.
select union_id, enterprise_id, covered_from, covered_to, file_id, sheet, row, row_key
from clean.union_coverage_listed
qualify row_number() over (
    partition by union_id, coalesce(enterprise_id, row_key::varchar), covered_from order by covered_to nulls last, row_key) = 1
