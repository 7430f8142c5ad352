-- One row per row of dues that belongs to a scored union: by the union it names, else by the payer whose union it is.
with unions as (
    select union_id from score.scored_union
)

select
    coalesce(named.union_id, h.union_id) as union_id, coalesce(d.enterprise_id, d.union_id) as payer, d.period_start,
    d.payroll_cny, d.paid_cny, d.paid_on, d.exemption is not null as is_exempt, d.file_id, d.sheet, d.row
from score.dues as d
left join unions as named on named.union_id = d.union_id
left join score.union_host as h on named.union_id is null and h.enterprise_id = d.enterprise_id
where d.kind is distinct from 'preparation_fund'
    and coalesce(named.union_id, h.union_id) in (from unions)
