-- One row per base union that is not dissolved, nor merged into another one: what the ledger says about it, with its
-- place and host. workers: the host's headcount by outside sources, else what the ledger says. is_verified: checked on
-- site by the union above, not too long ago. has_account NULL: not known.
with hosts as (
    select h.union_id, min(h.enterprise_id) as enterprise_id, count(*) as hosts
    from score.union_host as h where is_host group by h.union_id
),

settings as (
    select
        max(value) filter (key = 'dues_collection_mode') as mode,
        max(value) filter (key = 'dues_share')::double as share
    from raw.setting
)

select
    u.union_id, u.union_type, u.status, u.host_sector, u.union_code, u.established_on, u.term_start, u.members, u.female_members,
    coalesce(u.township_name, place.township_name) as township_name,
    hosts.enterprise_id as host_enterprise_id, enterprise.registration_status as host_registration_status,
    case when u.union_type = 'own' and hosts.hosts = 1 then coalesce(headcount.headcount, u.employees) else u.employees end as workers,
    f.has_no_code, f.told, f.said_none, f.approval_number, f.roster_members, f.chair_hash, f.phone_hash, f.chair_other_post, f.chair_vacant_since,
    f.term_years, f.elected_on, f.election_approval_number, f.deferral_number, f.deferral_until, f.committee_size,
    f.has_audit_committee, f.has_women_committee, f.has_mediation, f.legal_person_certificate, f.certificate_is_a_tick,
    f.report_filed_on, f.audit_reported_on,
    case
        when f.has_own_account or f.account_managed_by_township then true
        when f.has_own_account = false and f.account_managed_by_township = false then false
    end as has_account,
    coalesce(f.verified_on between months_before(as_of, t.score_verified_months) and as_of, false) as is_verified,
    case settings.mode when 'full' then 1.0 when 'passed_up' then settings.share end as collection_rate,
    u.file_id, u.sheet, u.row
from clean.union as u
join clean.union_fact as f using (union_id)
left join hosts using (union_id)
left join clean.enterprise as enterprise on enterprise.enterprise_id = hosts.enterprise_id
left join clean.location as place on place.enterprise_id = hosts.enterprise_id
left join score.headcount as headcount on headcount.enterprise_id = hosts.enterprise_id
cross join raw.build
cross join score.threshold as t
cross join settings
anti join link.merged as m on m.old_id = u.union_id
where u.is_base_union and u.status <> 'dissolved'
order by u.union_id
