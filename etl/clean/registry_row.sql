-- One row per usable row of the registry, typed; row_key numbers them in reading order; columns *_written keep what stood there where typing can fail.
with rows as (
    select
        row_number() over () as row_key,
        file_id, sheet, row,
        normalise_text(name) as name,
        tidy_code(credit_code) as code,
        credit_code as credit_code_as_written,
        tidy_code(registration_number) as registration_number,
        blank_to_null(normalise_text(former_names)) as former_names,
        blank_to_null(normalise_text(entity_type)) as entity_type,
        blank_to_null(normalise_text(status)) as status,
        blank_to_null(normalise_text(established_on)) as established_written,
        blank_to_null(normalise_text(closed_on)) as closed_written,
        blank_to_null(normalise_text(industry_code)) as industry_written,
        blank_to_null(normalise_text(registered_capital)) as capital_written,
        blank_to_null(normalise_text(registered_address)) as registered_address,
        blank_to_null(normalise_text(business_address)) as business_address,
        legal_representative,
        lon, lat, crs
    from raw.enterprise_registry
),

-- 注册资本（万元）: where the header gives the unit, a bare number has it
headers as (
    select file_id, sheet, json_extract_string(matched, '$.registered_capital') like '%万%' as capital_in_10k
    from raw.sheet where source_kind = 'enterprise_registry'
),

codes as (
    select *, passes_gb32100(code) as passes, repair_code(code) as repair
    from rows
),

states as (
    select *, code_status(code, passes, passes_gb32100(repair)) as credit_code_status
    from codes
),

statuses as (
    select status, coalesce(word_registration_status(regexp_replace(status, '\(.*?\)', '', 'g')),
                            word_registration_status(status)) as word
    from (select distinct status from rows)
),

classes as (
    select entity_type, word_entity_class(entity_type) as word
    from (select distinct entity_type from rows)
),

industries as (
    select
        industry_written,
        upper(regexp_extract(industry_written, '^([A-Ta-t])(?:\d|[^A-Za-z0-9]|$)', 1)) as letter,
        regexp_extract(industry_written, '^[A-Ta-t]?(\d{2})', 1) as digits,
        regexp_extract(industry_written, '^[A-Ta-t]?(\d{2,4})', 1) as code,
        regexp_replace(industry_written, '^[A-Ta-t]?\d*[\s、.:-]*', '') as words
    from (select distinct industry_written from rows)
),

industry_words as (
    select
        industries.industry_written,
        coalesce(by_digits.section, by_words.section, by_letter.section) as industry_section,
        coalesce(by_digits.division, by_words.division) as industry_division,
        case when by_digits.division is not null then code else by_words.division end as industry_code,
        by_digits.section is not null and letter <> '' and by_digits.section <> letter as contradicts
    from industries
    left join clean.industry as by_digits on by_digits.division = digits and digits <> ''
    left join clean.industry as by_words
        on replace(by_words.name, '、', '') = replace(words, '、', '') and words <> ''
        and not (by_words.division is not null and by_words.name in ('房地产业', '教育', '国际组织'))
    left join (select section from clean.industry where division is null) as by_letter on by_letter.section = letter
),

capitals as (
    select
        capital_written,
        try_cast(nullif(regexp_extract(replace(capital_written, ',', ''), '(\d+(?:\.\d+)?)', 1), '') as double) as amount,
        regexp_replace(capital_written, '[\d.,\s()]', '', 'g') as unit
    from (select distinct capital_written from rows where capital_written is not null)
),

capital_units as (
    select
        unit,
        case when unit like '%亿%' then 10000 when unit like '%万%' then 1 when regexp_matches(unit, '元|RMB|CNY|币') then 0.0001 end as factor,
        word_currency(unit) as currency
    from (select distinct unit from capitals)
)

select
    states.row_key, states.file_id, states.sheet, states.row,
    states.name,
    bare_name(states.name) as bare_name,
    case when credit_code_status = 'valid' then code end as credit_code,
    code as credit_code_tidied,
    credit_code_as_written,
    credit_code_status,
    case when credit_code_status = 'repair_proposed' then repair end as credit_code_repair,
    coalesce(registration_number, case when credit_code_status = 'registration_number' then code end) as registration_number,
    former_names,
    coalesce(
        classes.word,
        case when code like '92%' and passes then 'individual_business' when code like '93%' and passes then 'cooperative' end,
        word_name_class(states.name),
        'unknown') as entity_class_written,
    states.entity_type,
    coalesce(statuses.word, 'unknown') as registration_status,
    states.status as status_written,
    to_date(established_written) as established_on, established_written,
    to_date(closed_written) as closed_on, closed_written,
    industry_words.industry_section, industry_words.industry_division, industry_words.industry_code, states.industry_written,
    coalesce(industry_words.contradicts, false) as industry_contradicts,
    case when headers.capital_in_10k and capitals.unit = '' then capitals.amount else capitals.amount * capital_units.factor end
        as registered_capital_10k,
    case when headers.capital_in_10k and capitals.unit = '' then 'CNY'
         when capital_units.factor is not null then capital_units.currency end as registered_capital_currency,
    states.capital_written,
    registered_address, business_address, legal_representative,
    lon, lat, crs
from states
left join statuses on statuses.status = states.status
left join classes on classes.entity_type = states.entity_type
left join industry_words on industry_words.industry_written = states.industry_written
left join capitals on capitals.capital_written = states.capital_written
left join capital_units on capital_units.unit = capitals.unit
left join headers on headers.file_id = states.file_id and headers.sheet = states.sheet
