-- One row per row of the ledger about a joint union whose name, or the name of its host, counts whom it covers
-- (甲、乙等12家企业联合工会): how many, the named ones among them.
with texts as (
    select row_key, unnest([union_name, host_name_written]) as text
    from clean.union_row
    where union_type = 'joint'
),

written as (
    select row_key, regexp_extract(text, '等([0-9]{1,4}|[一二三四五六七八九十百两]{1,5})余?(家|户|个)', 1) as number from texts
),

-- 二十三 = 2 × 10 + 3, 十二 = 10 + 2, 一百零五 does not occur: 零 is not among the signs
signs as (
    select
        row_key, number, strpos('一二三四五六七八九', replace(split_part(number, '十', 1), '两', '二')) as tens,
        strpos('一二三四五六七八九', replace(split_part(number, '十', 2), '两', '二')) as ones
    from written
    where number <> '' and not contains(number, '百')
)

select
    row_key,
    max(case
        when regexp_matches(number, '^[0-9]+$') then number::integer
        when not contains(number, '十') then strpos('一二三四五六七八九', replace(number, '两', '二'))
        else 10 * greatest(tens, 1) + case when split_part(number, '十', 2) = '' then 0 else ones end
    end) as covered
from signs
group by row_key
