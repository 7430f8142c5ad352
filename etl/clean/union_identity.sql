-- One row per ledger row that names a union: its union_id. A code that stands on several names (their endings
-- apart: 工会, 工会委员会) belongs to none of
-- them for certain: those unions are known by name and host, or township, as the ledger writes them.
with shared_codes as (
    select union_code from clean.union_row where union_code is not null and union_bare_name is not null
    group by union_code having count(distinct regexp_replace(union_bare_name, '(基层)?工会(委员会|委)?$', '')) > 1
)

select
    row_key,
    case
        when union_code is not null and shared_codes.union_code is null then 'U-' || r.union_code
        else 'H-' || substr(sha256(union_bare_name || '|' || coalesce(bare_name(host_name_written), township_written, '')), 1, 16)
    end as union_id,
    shared_codes.union_code is not null as code_is_shared
from clean.union_row as r
left join shared_codes using (union_code)
where union_bare_name is not null
