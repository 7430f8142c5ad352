-- zh: 每个来源文件：读入 = 采用 + 退回 + 跳过
select source_kind, file, rows_read, rows_kept, rows_rejected, rows_skipped
from mart.source_status
where rows_read <> rows_kept + rows_rejected + rows_skipped
