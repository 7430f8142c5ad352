-- mend_text, and NULL when nothing is left.
create or replace macro normalise_text(s) as nullif(mend_text(s), '')
