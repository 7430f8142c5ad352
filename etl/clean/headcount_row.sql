-- One row per usable row of the headcount files, typed. A row may give revenue or assets and no headcount: an annual
-- report need not make the number of employees public. Words, periods and numbers are typed once per value; the words of
-- source and period are kept where they could not be used.
with rows as (
    select
        row_number() over () as row_key,
        file_id, sheet, row,
        tidy_code(credit_code) as code,
        blank_to_null(normalise_text(name)) as name,
        source, period, headcount, revenue_10k_cny, assets_10k_cny
    from raw.headcount
),

source_words as (
    select source as as_written, blank_to_null(normalise_text(source)) as source_written
    from (select distinct source from raw.headcount where source is not null)
),

sources as (
    select as_written, source_written, word_headcount_source(source_written) as source from source_words
),

period_words as (
    select period as as_written, blank_to_null(normalise_text(period)) as period_written
    from (select distinct period from raw.headcount where period is not null)
),

months as (
    select
        as_written, period_written,
        coalesce(to_date(period_written), quarter_end(period_written)) as month,
        regexp_extract(period_written, '^(\d{4}) ?年?度?$', 1) as year
    from period_words
),

periods as (
    select
        as_written, period_written,
        case when month is not null then strftime(month, '%Y-%m') when year <> '' then year end as period,
        case when month is not null then last_day(month) when year <> '' then make_date(year::integer, 12, 31) end as period_end
    from months
),

headcount_words as (
    select
        headcount as as_written,
        blank_to_null(regexp_replace(normalise_text(headcount), '.*(不公示|未公示|不公开|未填).*', '')) as headcount_written
    from (select distinct headcount from raw.headcount where headcount is not null)
),

headcounts as (
    select as_written, headcount_written, to_count(headcount_written) as headcount from headcount_words
)

select
    rows.row_key, rows.file_id, rows.sheet, rows.row, rows.code, bare_name(rows.name) as bare_name,
    sources.source, case when sources.source is null then sources.source_written end as source_written,
    periods.period, periods.period_end,
    case when periods.period is null or periods.period_end > build.as_of then periods.period_written end as period_written,
    headcounts.headcount, headcounts.headcount_written,
    to_amount(blank_to_null(rows.revenue_10k_cny)) as revenue_10k_cny,
    to_amount(blank_to_null(rows.assets_10k_cny)) as assets_10k_cny
from rows
left join sources on sources.as_written = rows.source
left join periods on periods.as_written = rows.period
left join headcounts on headcounts.as_written = rows.headcount
cross join raw.build as build
