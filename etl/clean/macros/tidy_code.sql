-- A code without what the eye does not see: width, case, blanks, quotation marks and hyphens mended.
-- The first branch is the common case: capitals and digits alone.
create or replace macro tidy_code(s) as
    case when not regexp_matches(s, '[^0-9A-Z]') and length(s) > 1 then s
         else blank_to_null(nullif(regexp_replace(upper(normalise_text(s)), '[\s''"`’‘“”_-]', '', 'g'), '')) end
