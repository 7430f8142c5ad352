-- A code without what the eye does not see: width, case, blanks, quotation marks and hyphens mended.
-- The first branch is the common case: capitals and digits alone.
create or replace macro tidy_code(s) as
    nullif(case when length(s) > 6 and not regexp_matches(s, '[^0-9A-Z]') then s
                else regexp_replace(regexp_replace(upper(mend_text(s)), '[\s''"`’‘“”_-]', '', 'g'),
                                    '^(N/A|NA|NULL|NONE|NAN|无|暂无|—+|/|\\|不详|未知|空|\.|0)$', '') end, '')
