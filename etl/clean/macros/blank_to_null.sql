-- Words that stand for 'nothing' in registers and ledgers become NULL.
create or replace macro blank_to_null(s) as
    case when upper(s) in ('N/A', 'NA', 'NULL', 'NONE', 'NAN', '无', '暂无', '-', '--', '—', '——', '/', '\', '不详', '未知', '空', '.', '0')
         then null else s end
