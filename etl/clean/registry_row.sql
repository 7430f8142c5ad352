-- One row per usable row of the registry, typed; row_key numbers them in reading order; columns *_written keep what
-- stood there where typing can fail. What has few different values is typed once per value, not once
-- per row; the values are read from raw, for a step of this SELECT that is read twice is kept in memory, wide as it is.
with rows as (
    select
        row_number() over () as row_key,
        file_id, sheet, row,
        blank_to_null(normalise_text(name)) as name,
        tidy_code(credit_code) as code,
        credit_code as credit_code_as_written,
        tidy_code(registration_number) as registration_number,
        former_names, entity_type, status, established_on, closed_on, industry_code, registered_capital,
        blank_to_null(normalise_text(registered_address)) as registered_address,
        blank_to_null(normalise_text(business_address)) as business_address,
        legal_representative, lon, lat, crs
    from raw.enterprise_registry
),

-- 注册资本（万元）: where the header gives the unit, a bare number has it
headers as (
    select file_id, sheet, json_extract_string(matched, '$.registered_capital') like '%万%' as capital_in_10k
    from raw.sheet where source_kind = 'enterprise_registry'
),

checked as (
    select *, passes_gb32100(code) as passes, repair_code(code) as repair from rows
),

status_words as (
    select status, blank_to_null(normalise_text(status)) as written
    from (select distinct status from raw.enterprise_registry where status is not null)
),

statuses as (
    select
        status, written,
        coalesce(word_registration_status(regexp_replace(written, '\(.*?\)', '', 'g')), word_registration_status(written)) as word
    from status_words
),

class_words as (
    select entity_type, blank_to_null(normalise_text(entity_type)) as written
    from (select distinct entity_type from raw.enterprise_registry where entity_type is not null)
),

classes as (
    select entity_type, written, word_entity_class(written) as word from class_words
),

date_words as (
    select written as as_written, blank_to_null(normalise_text(written)) as tidied
    from (select established_on as written from raw.enterprise_registry union select closed_on from raw.enterprise_registry)
    where written is not null
),

dates as (
    select as_written, tidied, to_date(tidied) as date from date_words
),

industries as (
    select industry_code as as_written, blank_to_null(normalise_text(industry_code)) as industry_written
    from (select distinct industry_code from raw.enterprise_registry where industry_code is not null)
),

industry_parts as (
    select
        as_written, industry_written,
        upper(regexp_extract(industry_written, '^([A-Ta-t])(?:\d|[^A-Za-z0-9]|$)', 1)) as letter,
        regexp_extract(industry_written, '^[A-Ta-t]?(\d{2})', 1) as digits,
        regexp_extract(industry_written, '^[A-Ta-t]?(\d{2,4})', 1) as code,
        regexp_replace(industry_written, '^[A-Ta-t]?\d*[\s、.:-]*', '') as words
    from industries
),

industry_words as (
    select
        as_written, industry_written,
        coalesce(by_digits.section, by_words.section, by_letter.section) as industry_section,
        coalesce(by_digits.division, by_words.division) as industry_division,
        case when by_digits.division is not null then code else by_words.division end as industry_code,
        by_digits.section is not null and letter <> '' and by_digits.section <> letter as contradicts
    from industry_parts
    left join clean.industry as by_digits on by_digits.division = digits and digits <> ''
    left join clean.industry as by_words
        on replace(by_words.name, '、', '') = replace(words, '、', '') and words <> ''
        and not (by_words.division is not null and by_words.name in ('房地产业', '教育', '国际组织'))
    left join (select section from clean.industry where division is null) as by_letter on by_letter.section = letter
),

capitals as (
    select registered_capital as as_written, blank_to_null(normalise_text(registered_capital)) as capital_written
    from (select distinct registered_capital from raw.enterprise_registry where registered_capital is not null)
),

capital_parts as (
    select
        as_written, capital_written,
        try_cast(nullif(regexp_extract(replace(capital_written, ',', ''), '(\d+(?:\.\d+)?)', 1), '') as double) as amount,
        regexp_replace(capital_written, '[\d.,\s()]', '', 'g') as unit
    from capitals
),

capital_units as (
    select
        unit,
        case when unit like '%亿%' then 10000 when unit like '%万%' then 1 when regexp_matches(unit, '元|RMB|CNY|币') then 0.0001 end as factor,
        word_currency(unit) as currency
    from (select distinct unit from capital_parts)
),

states as (
    -- hardly any row has a repair, and a check digit is dear
    select *, code_status(code, passes, case when repair is not null then passes_gb32100(repair) end) as credit_code_status
    from checked
)

select
    rows.row_key, rows.file_id, rows.sheet, rows.row,
    rows.name,
    bare_name(rows.name) as bare_name,
    case when credit_code_status = 'valid' then rows.code end as credit_code,
    rows.code as credit_code_tidied,
    credit_code_as_written,
    rows.credit_code_status,
    case when credit_code_status = 'repair_proposed' then repair end as credit_code_repair,
    coalesce(rows.registration_number, case when credit_code_status = 'registration_number' then rows.code end) as registration_number,
    blank_to_null(normalise_text(rows.former_names)) as former_names,
    coalesce(
        classes.word,
        case when rows.code like '92%' and passes then 'individual_business' when rows.code like '93%' and passes then 'cooperative' end,
        word_name_class(rows.name),
        'unknown') as entity_class_written,
    classes.written as entity_type,
    coalesce(statuses.word, 'unknown') as registration_status,
    statuses.written as status_written,
    established.date as established_on, established.tidied as established_written,
    closed.date as closed_on, closed.tidied as closed_written,
    industry_words.industry_section, industry_words.industry_division, industry_words.industry_code, industry_words.industry_written,
    coalesce(industry_words.contradicts, false) as industry_contradicts,
    case when headers.capital_in_10k and capital_parts.unit = '' then capital_parts.amount
         else capital_parts.amount * capital_units.factor end as registered_capital_10k,
    case when headers.capital_in_10k and capital_parts.unit = '' then 'CNY'
         when capital_units.factor is not null then capital_units.currency end as registered_capital_currency,
    capital_parts.capital_written,
    rows.registered_address, rows.business_address, rows.legal_representative,
    rows.lon, rows.lat, rows.crs
from states as rows
left join statuses on statuses.status = rows.status
left join classes on classes.entity_type = rows.entity_type
left join dates as established on established.as_written = rows.established_on
left join dates as closed on closed.as_written = rows.closed_on
left join industry_words on industry_words.as_written = rows.industry_code
left join capital_parts on capital_parts.as_written = rows.registered_capital
left join capital_units on capital_units.unit = capital_parts.unit
left join headers on headers.file_id = rows.file_id and headers.sheet = rows.sheet
