-- link.certain_link with records that are one as one: the links of both, under the id that stays, with what the union
-- that stays is.
select
    coalesce(e.kept_id, l.enterprise_id) as enterprise_id, coalesce(m.kept_id, l.union_id) as union_id, u.union_type,
    case when m.kept_id is null or l.link_rule = 'coverage_list' then l.relation
         when u.union_type = 'own' then 'host' else 'covered' end as relation,
    case when m.kept_id is not null and l.valid_from is not distinct from l.established_on then coalesce(u.established_on, l.valid_from)
         else l.valid_from end as valid_from,
    l.valid_to, l.link_rule, l.link_confidence,
    case when u.status = 'unknown' and l.status = 'active' then 'active' else u.status end as status, u.established_on, l.file_id, l.sheet, l.row
from link.certain_link as l
left join link.merged as e on e.old_id = l.enterprise_id
left join link.merged as m on m.old_id = l.union_id
join clean.union as u on u.union_id = coalesce(m.kept_id, l.union_id)
where u.is_base_union
