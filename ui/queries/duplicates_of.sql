-- One row per other record that may be the one asked for, undecided.
select
    case d.first_id when $id then d.second_id else d.first_id end as id,
    case d.first_id when $id then d.second_name else d.first_name end as name,
    d.rule
from mart.duplicate as d
where $id in (d.first_id, d.second_id) and d.decision in ('open', 'cannot_tell')
order by id
