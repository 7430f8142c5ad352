-- The first three characters of a text, and what they would be with one of them left out.
create or replace macro beginnings(s) as
    [left(s, 3), substr(s, 2, 3), left(s, 1) || substr(s, 3, 2), left(s, 2) || substr(s, 4, 1)]
