-- The one row that says which build this is.
with
build as (from mart.build)

select
    build_id,
    strftime(as_of, '%Y-%m-%d') as as_of,
    area_name,
    is_demo,
    ledger_events,
    decisions_pending
from build
