-- One row per target, open or not: the id that the ledger has written it under, and its name and township now.
select coalesce(enterprise_id_written, enterprise_id) as written_id, enterprise_id, enterprise_name, township_name
from mart.target_progress
