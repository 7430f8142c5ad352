-- Counted links of an enterprise or a union, with the rule and the row that speaks for each.
with
enterprise_union as (from mart.enterprise_union),
enterprise as (from mart.enterprise),
"union" as (from mart."union")

select
    enterprise_union.enterprise_id,
    enterprise.name,
    enterprise_union.union_id,
    "union".union_name,
    "union".union_type,
    "union".status as union_state,
    enterprise_union.relation,
    enterprise_union.is_current,
    enterprise_union.valid_from,
    enterprise_union.valid_to,
    enterprise_union.link_rule,
    enterprise_union.link_confidence,
    enterprise_union.decided_by,
    enterprise_union.is_challenged,
    enterprise_union.source_file,
    enterprise_union.source_sheet,
    enterprise_union.source_row
from enterprise_union
left join enterprise on enterprise.enterprise_id = enterprise_union.enterprise_id
left join "union" on "union".union_id = enterprise_union.union_id
where $id in (enterprise_union.enterprise_id, enterprise_union.union_id)
order by enterprise_union.is_current desc, enterprise_union.enterprise_id, enterprise_union.union_id
