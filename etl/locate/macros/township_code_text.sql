-- A township's code (its place_text) in the 9 digits that both code systems use; 12 digits that end in 000 are the same.
create or replace macro township_code_text(c) as
    regexp_replace(c, '^(\d{9})000$', '\1')
