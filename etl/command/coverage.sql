-- The county's coverage of larger enterprises in one row: the sum over the townships and 未定位.
with
township as (from mart.township)

select
    sum(enterprises)::bigint as enterprises,
    sum(larger)::bigint as larger,
    sum(larger_own)::bigint as own,
    sum(larger_joint)::bigint as joint,
    sum(larger_headquarters)::bigint as headquarters,
    sum(larger_uncertain)::bigint as uncertain,
    sum(larger_none)::bigint as "none",
    sum(size_unknown)::bigint as size_unknown,
    sum(rate_low * larger) / nullif(sum(larger), 0) as rate_low,
    sum(rate * larger) / nullif(sum(larger), 0) as rate,
    sum(rate_high * larger) / nullif(sum(larger), 0) as rate_high
from township
