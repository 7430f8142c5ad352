-- zh: 每个乡镇：单独 + 联合 + 总公司 + 待核对 + 未建会 = 较大企业
select township_name, larger, larger_own, larger_joint, larger_headquarters, larger_uncertain, larger_none
from mart.township
where larger <> larger_own + larger_joint + larger_headquarters + larger_uncertain + larger_none
