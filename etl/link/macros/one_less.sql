-- A text and what it would be with one character less. Texts that differ by one character, wrong, left out or put in,
-- share one of these.
create or replace macro one_less(s) as
    [s] || list_transform(range(1, length(s) + 1), lambda i: substr(s, 1, i - 1) || substr(s, i + 1))
