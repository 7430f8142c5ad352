-- One row per union of the ledger, of every type and status; of records that somebody said are one, the one that stays.
-- host_group says what became of its host; ladder, score and
-- band are NULL until they are computed: not known is not fine.
with hosts as (
    select union_id, min_by(enterprise_id, (-link_confidence, enterprise_id)) as enterprise_id
    from link.union_enterprise where relation = 'host' group by union_id
),

linked as (
    select distinct union_id from link.union_enterprise where relation <> 'headquarters'
),

candidates as (
    select distinct union_id from link.candidate_state where decision in ('open', 'cannot_tell') and coalesce(is_uncertain, true)
),

sources as (
    select file_id, any_value(file) as file from raw.source_file group by file_id
)

select
    u.union_id, u.union_code, u.union_name, u.union_type, u.is_base_union, u.status,
    hosts.enterprise_id as host_enterprise_id,
    coalesce(u.host_name_written, case when u.host_name_derived then u.host_bare_name end) as host_name, u.host_code,
    u.host_sector,
    case
        when not u.is_base_union then 'no_host'
        when linked.union_id is not null and hosts.enterprise_id is not null and place.in_area is not true then 'outside_area'
        when linked.union_id is not null then 'linked'
        when u.host_sector in ('public_body', 'social_organisation') then 'not_enterprise'
        when candidates.union_id is not null then 'uncertain'
        when u.union_type = 'joint' then 'no_host'
        else 'enterprise_not_found'
    end as host_group,
    coalesce(u.township_name, place.township_name) as township_name,
    u.established_on, u.term_start,
    u.members, u.female_members, u.employees,
    null::integer as ladder_proven, null::integer as ladder_possible,
    null::double as score_proven, null::double as score_worst, null::double as evidence_share,
    null::varchar as risk_band, []::varchar[] as red_lines,
    sources.file as source_file, u.sheet as source_sheet, u.row as source_row
from clean.union as u
left join hosts using (union_id)
left join linked using (union_id)
left join candidates using (union_id)
left join clean.location as place on place.enterprise_id = hosts.enterprise_id
left join sources using (file_id)
anti join link.merged as m on m.old_id = u.union_id
order by township_name, u.union_name
