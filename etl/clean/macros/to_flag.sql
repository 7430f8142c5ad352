-- Yes, no or unknown (NULL) from the ticks and words that ledgers use.
create or replace macro to_flag(s) as
    case when upper(s) in ('是', '有', '已', '已建', '√', '✓', '☑', 'Y', 'YES', 'TRUE', '1', '参与', '已参与', '报告', '已报告', '上报', '已上报') then true
         when upper(s) in ('否', '无', '没有', '未', '未建', '×', 'X', '☐', 'N', 'NO', 'FALSE', '0', '未参与', '没参与', '未报告', '未上报') then false end
