-- A text and what it would be with one character less.
create or replace macro one_less(s) as
    [s] || list_transform(range(1, length(s) + 1), lambda i: substr(s, 1, i - 1) || substr(s, i + 1))
