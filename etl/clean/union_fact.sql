-- One row per union of the ledger: what its kept row says about the union itself. NULL where the cell is empty or unusable.
-- told: the columns that the file has and whose cell is not unusable. said_none: those of them that say in words that there
-- is none (无): an empty cell says nothing, whoever should have filled it. People and telephones are salted hashes, the same within one build alone.
with sheets as (
    select file_id, sheet, any_value(json_keys(matched)) as columns
    from raw.sheet where source_kind = 'union_ledger' group by file_id, sheet
),

usable as (
    select * from clean.union_cell where reason is null
),

facts as (
    select
        union_id,
        max(written) filter (column_name = 'approval_number') as approval_number,
        max(count) filter (column_name = 'roster_members') as roster_members,
        max(sha256(build_id || written)) filter (column_name = 'chair_name') as chair_hash,
        max(sha256(build_id || regexp_replace(written, '\D', '', 'g'))) filter (column_name = 'chair_phone' and regexp_matches(written, '\d{7}')) as phone_hash,
        max(written) filter (column_name = 'chair_other_post') as chair_other_post,
        max(date) filter (column_name = 'chair_vacant_since') as chair_vacant_since,
        max(years) filter (column_name = 'term_years') as term_years,
        max(date) filter (column_name = 'elected_on') as elected_on,
        max(written) filter (column_name = 'election_approval_number') as election_approval_number,
        max(written) filter (column_name = 'deferral_number') as deferral_number,
        max(date) filter (column_name = 'deferral_until') as deferral_until,
        max(count) filter (column_name = 'committee_size') as committee_size,
        bool_or(flag) filter (column_name = 'has_audit_committee') as has_audit_committee,
        bool_or(flag) filter (column_name = 'has_women_committee') as has_women_committee,
        bool_or(flag) filter (column_name = 'has_own_account') as has_own_account,
        bool_or(flag) filter (column_name = 'account_managed_by_township') as account_managed_by_township,
        bool_or(flag) filter (column_name = 'has_mediation') as has_mediation,
        max(written) filter (column_name = 'legal_person_certificate' and flag is distinct from false) as legal_person_certificate,
        coalesce(bool_or(flag) filter (column_name = 'legal_person_certificate'), false) as certificate_is_a_tick,
        max(date) filter (column_name = 'report_filed_on') as report_filed_on,
        max(date) filter (column_name = 'audit_reported_on') as audit_reported_on,
        case when bool_or(column_name = 'verified_by' and written is not null) then max(date) filter (column_name = 'verified_on') end
            as verified_on,
        list(column_name order by column_name) filter (says_none) as said_none
    from usable
    cross join raw.build
    group by union_id
),

unusable as (
    select union_id, list(column_name) as columns from clean.union_cell where reason is not null group by union_id
)

select
    u.union_id,
    list_filter(
        coalesce(sheets.columns, [
            'union_code', 'approval_number', 'chair_name', 'chair_other_post', 'election_approval_number',
            'legal_person_certificate', 'report_filed_on', 'audit_reported_on'
        ]),
        lambda c: not list_contains(coalesce(unusable.columns, []), c)
    ) as told,
    facts.* exclude (union_id, said_none),
    coalesce(facts.said_none, []) as said_none,
    blank_to_null(r.union_code_as_written) is null and list_contains(told, 'union_code') as has_no_code,
    u.file_id, u.sheet, u.row
from clean.union as u
join clean.union_row as r on r.row_key = u.row_key
left join facts using (union_id)
left join unusable using (union_id)
left join sheets on sheets.file_id = u.file_id and sheets.sheet = u.sheet
