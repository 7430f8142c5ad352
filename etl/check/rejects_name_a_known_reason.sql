-- zh: 每条退回都写明原因和下一步
select source_kind, file, row, reason_code from mart.reject where next_step is null
