-- One row per filled cell of a union's kept ledger row, in the columns about the union itself, typed. reason: why the cell
-- cannot be used (a reason of rejection), NULL where it can; says_none: it says in words that there is none (无). Days after the build's are not believed, but of a deferral.
with cells as (
    select file_id, sheet, row, column_name, cell
    from raw.union_ledger
    unpivot (cell for column_name in (
        approval_number, roster_members, chair_name, chair_phone, chair_other_post, chair_vacant_since, term_years,
        elected_on, election_approval_number, deferral_number, deferral_until, committee_size,
        has_audit_committee, has_women_committee, has_own_account, account_managed_by_township, has_mediation,
        legal_person_certificate, report_filed_on, audit_reported_on, verified_on, verified_by
    ))
),

typed as (
    select
        u.union_id, c.file_id, c.sheet, c.row, c.column_name, c.cell, t.text, t.written, t.date, t.count, t.years, t.flag,
        case
            when ends_with(c.column_name, '_on') or c.column_name in ('chair_vacant_since', 'deferral_until') then 'date'
            when c.column_name in ('roster_members', 'committee_size') then 'count'
            when c.column_name = 'term_years' then 'years'
            when starts_with(c.column_name, 'has_') or c.column_name = 'account_managed_by_township' then 'flag'
            else 'text'
        end as type
    from cells as c
    join clean.union as u on u.file_id = c.file_id and u.sheet = c.sheet and u.row = c.row
    join clean.union_text as t using (cell)
)

select
    union_id, file_id, sheet, row, column_name, cell, written, date, count, years, flag,
    written is null and text <> '' as says_none,
    case
        when type = 'date' and written is not null and date is null then 'not_a_date'
        when type = 'date' and column_name <> 'deferral_until' and date > as_of then 'date_in_future'
        when type = 'count' and written is not null and count is null then 'not_a_count'
        when type = 'years' and written is not null and years is null then 'not_a_term'
        when type = 'flag' and written is not null and flag is null then 'unknown_word'
    end as reason
from typed
cross join raw.build
