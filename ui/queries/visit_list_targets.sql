-- One row per target, open or not: the id that the ledger has written it under, its name and township now, and what
-- closed it (NULL: open).
select coalesce(enterprise_id_written, enterprise_id) as written_id, enterprise_id, enterprise_name, township_name, closed_by
from mart.target_progress
