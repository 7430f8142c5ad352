-- bare_name of text as written; where many rows go through, normalise once in a step of its own and use bare_name.
create or replace macro name_key(s) as nullif(bare_name(mend_text(s)), '')
