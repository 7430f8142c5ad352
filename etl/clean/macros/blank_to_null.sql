-- Words that stand for 'nothing' in registers and ledgers become NULL.
create or replace macro blank_to_null(s) as
    nullif(case when length(s) > 6 then s else regexp_replace(s, '^(?i:N/A|NA|NULL|NONE|NAN|无|暂无|-+|—+|/|\\|不详|未知|空|\.|0)$', '') end, '')
