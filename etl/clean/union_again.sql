-- Ledger rows about a union that another row already gives, with the row that is kept: the newest term, then the
-- newest date of founding, then the later row. A row without a code is 'again' when exactly one union with a code
-- bears its name and neither township nor host contradicts.
with rows as (
    select r.*, i.union_id from clean.union_row as r join clean.union_identity as i using (row_key)
),

coded_names as (
    select union_bare_name, min(union_id) as coded_id, min(bare_name) as host, min(township_written) as township
    from rows where union_id like 'U-%'
    group by union_bare_name having count(distinct union_id) = 1
),

merged as (
    select
        rows.row_key, rows.term_start, rows.established_on, rows.term_start_written,
        case
            when rows.union_id like 'H-%' and coded_id is not null
                and coalesce(rows.bare_name = host, true)
                and (rows.host_name_written is not null or coalesce(rows.township_written = township, true)) then coded_id
            else rows.union_id end as union_id,
        md5(concat_ws('|', union_name, host_code, host_name_written, township_written, established_written, term_start_written,
                      members_written, employees_written, status_written, union_type_written)) as content
    from rows left join coded_names using (union_bare_name)
),

ranked as (
    select
        *,
        first(row_key) over w as kept_row_key, first(content) over w as kept_content, first(term_start) over w as kept_term_start,
        row_number() over w as place
    from merged
    window w as (partition by union_id order by term_start desc nulls last, established_on desc nulls last, row_key desc)
)

select
    row_key, kept_row_key, union_id, place,
    case
        when content = kept_content then 'identical_row'
        when kept_term_start is distinct from term_start then 'older_term'
        else 'contradicts_other_row' end as reason
from ranked
