-- Whether one character, wrong, left out, put in or moved, makes two texts one: with one less each they can be the same.
-- That is dear, so what must hold of such texts is asked first: they are about as long, and either begin with the same
-- two characters, or differ in those two alone, or the slip there has moved what follows by one.
create or replace macro one_slip_apart(a, b) as
    case when abs(length(a) - length(b)) <= 1
            and (left(a, 2) = left(b, 2) or substr(a, 3) = substr(b, 3) or a[3] = b[2] or a[2] = b[3])
         then list_has_any(one_less(a), one_less(b)) else false end
