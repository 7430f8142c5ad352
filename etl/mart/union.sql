-- One row per union of the ledger, of every type and status; of records that somebody said are one, the one that stays.
-- host_group says what became of its host. Ladder, score and band are those of base unions that are not dissolved, NULL
-- of all others. risk_rank: 1 is the union most likely a shell; risk_reasons: the indicators that add most points to its
-- proven score. Withdrawal is another matter than the score, so zombies have no rank. place_name is township_name, 未定位
-- where that is not known; members_band is what pages filter by.
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

red_lines as (
    select union_id, list(red_line order by position) as names
    from score.union_red_line join score.red_line using (red_line)
    group by union_id
),

reasons as (
    select
        union_id,
        list(indicator order by weight * evidence_weight * share_failed desc, position)[1:3] as names
    from score.risk_indicator where share_failed > 0 group by union_id
),

ranked as (
    select union_id, row_number() over (order by score_proven desc nulls last, score_worst desc, union_id)::integer as risk_rank
    from score.risk_score
    where risk_band <> 'exempt' and union_id not in (select union_id from score.union_red_line where red_line = 'zombie')
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
    coalesce(u.township_name, place.township_name, '未定位') as place_name,
    u.established_on, u.term_start,
    u.members, u.female_members, u.employees,
    case
        when u.members is null then 'unknown'
        when u.members < 25 then 'under25'
        when u.members < 100 then '25to99'
        when u.members < 300 then '100to299'
        else '300plus'
    end as members_band,
    ladder.ladder_proven, ladder.ladder_possible,
    score.score_proven, score.score_worst, score.evidence_share, score.risk_band,
    coalesce(red_lines.names, []) as red_lines,
    ranked.risk_rank, coalesce(reasons.names, []) as risk_reasons,
    sources.file as source_file, u.sheet as source_sheet, u.row as source_row
from clean.union as u
left join hosts using (union_id)
left join linked using (union_id)
left join candidates using (union_id)
left join clean.location as place on place.enterprise_id = hosts.enterprise_id
left join sources using (file_id)
left join score.risk_score as score using (union_id)
left join score.ladder as ladder using (union_id)
left join red_lines using (union_id)
left join reasons using (union_id)
left join ranked using (union_id)
anti join link.merged as m on m.old_id = u.union_id
order by township_name, u.union_name
