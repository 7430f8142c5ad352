-- Whether one character, wrong, left out, put in or moved, makes two texts one: with one less each they can be the same.
-- Their lengths are asked first, for that is cheap and most pairs differ by more.
create or replace macro one_slip_apart(a, b) as
    case when abs(length(a) - length(b)) <= 1 then list_has_any(one_less(a), one_less(b)) else false end
