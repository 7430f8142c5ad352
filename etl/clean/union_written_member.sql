-- One row per row of the ledger about a joint union and enterprise that its name, or the name of its host, writes out:
-- 甲有限公司、乙有限公司等12家企业联合工会 names two. Those that are only counted (等12家) are nobody.
with texts as (
    select
        row_key,
        unnest([
            regexp_replace(union_name, '(等.{0,8}?(家|户|个)?(企业|单位|公司)?)?联合(基层)?工会(委员会|委)?$', ''),
            regexp_replace(host_name_written, '等[^、]{0,8}?(家|户|个)(企业|单位|公司)?$', '')
        ]) as text
    from clean.union_row
    where union_type = 'joint'
)

select distinct row_key, bare_name(member) as bare_name
from (select row_key, unnest(string_split_regex(text, '[、,，;；]')) as member from texts where regexp_matches(text, '[、,，;；]'))
where length(bare_name(member)) >= 4
