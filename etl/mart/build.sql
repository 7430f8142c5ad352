-- One row: which build this is, and what it was told. ledger_events: how many events the ledger had when it was read;
-- decisions_pending: how many decisions made after the build are worked in, 0 in a published one.
select
    b.build_id, b.as_of,
    (select value from raw.setting where key = 'area_name') as area_name,
    b.is_demo,
    (select list(name order by name) from raw.larger_definition) as larger_definition,
    coalesce((select bool_or(is_schematic) from clean.boundary), false) as boundaries_schematic,
    now()::timestamp as built_at,
    ledger.events as ledger_events,
    ledger.pending as decisions_pending
from raw.build as b
cross join raw.ledger as ledger
