-- One row per usable row of the headcount files, typed. A row may give revenue or assets and no headcount: an annual
-- report need not make the number of employees public.
with rows as (
    select
        file_id, sheet, row,
        tidy_code(credit_code) as code,
        blank_to_null(normalise_text(name)) as name,
        blank_to_null(normalise_text(source)) as source_written,
        blank_to_null(normalise_text(period)) as period_written,
        blank_to_null(regexp_replace(normalise_text(headcount), '.*(不公示|未公示|不公开|未填).*', '')) as headcount_written,
        blank_to_null(normalise_text(revenue_10k_cny)) as revenue_written,
        blank_to_null(normalise_text(assets_10k_cny)) as assets_written
    from raw.headcount
),

sources as (
    select source_written, word_headcount_source(source_written) as source from (select distinct source_written from rows)
),

periods as (
    select
        period_written,
        coalesce(to_date(period_written), quarter_end(period_written)) as month,
        regexp_extract(period_written, '^(\d{4}) ?年?度?$', 1) as year
    from (select distinct period_written from rows)
)

select
    row_number() over () as row_key,
    rows.file_id, rows.sheet, rows.row, rows.code, bare_name(rows.name) as bare_name,
    sources.source, rows.source_written,
    case when month is not null then strftime(month, '%Y-%m') when year <> '' then year end as period,
    case when month is not null then last_day(month) when year <> '' then make_date(year::integer, 12, 31) end as period_end,
    rows.period_written,
    to_count(headcount_written) as headcount, headcount_written,
    to_amount(revenue_written) as revenue_10k_cny, to_amount(assets_written) as assets_10k_cny
from rows
left join sources on sources.source_written is not distinct from rows.source_written
left join periods on periods.period_written is not distinct from rows.period_written
