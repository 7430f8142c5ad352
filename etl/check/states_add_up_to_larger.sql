-- zh: 每个乡镇、每个功能区：单独 + 联合 + 总公司 + 待确认 + 未建会 = 较大企业
with places as (
    select township_name as name, larger, larger_own, larger_joint, larger_headquarters, larger_uncertain, larger_none
    from mart.township
    union all
    select zone_name, larger, larger_own, larger_joint, larger_headquarters, larger_uncertain, larger_none from mart.zone
)

select name, larger, larger_own, larger_joint, larger_headquarters, larger_uncertain, larger_none
from places
where larger <> larger_own + larger_joint + larger_headquarters + larger_uncertain + larger_none
