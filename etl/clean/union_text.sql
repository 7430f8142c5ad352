-- One row per different text in the ledger's columns about the union itself: what it is as text, date, number of persons,
-- number of years, yes or no; NULL where it is none. Every text is typed once, not once a row.
with cells as (
    select distinct cell
    from raw.union_ledger
    unpivot (cell for column_name in (
        approval_number, roster_members, chair_name, chair_phone, chair_other_post, chair_vacant_since, term_start,
        term_years, elected_on, election_approval_number, deferral_number, deferral_until, committee_size,
        has_audit_committee, has_women_committee, has_own_account, account_managed_by_township, has_mediation,
        legal_person_certificate, report_filed_on, audit_reported_on, verified_on, verified_by
    ))
),

mended as (
    select cell, normalise_text(cell) as text from cells
),

said as (
    select cell, text, blank_to_null(text) as written from mended
)

select
    cell, text, written,
    to_date(written) as date,
    to_count(text) as count,
    try_cast(translate(regexp_extract(text, '^(\d{1,2}|[三四五]) ?年?$', 1), '三四五', '345') as integer) as years,
    to_flag(text) as flag
from said
