-- True for a resident identity number of GB 11643: a plausible birth date and the right check digit. NULL counts as not.
create or replace macro is_identity_number(written) as
    case
        when coalesce(length(written), 0) <> 18 then false
        when not regexp_full_match(
            written, '[1-8][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]'
        ) then false
        else substr('10X98765432', 1 + list_sum(
            list_transform(
                [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2],
                lambda weight, place: weight * try_cast(substr(written, place, 1) as integer)
            )
        )::integer % 11, 1) = upper(right(written, 1))
    end
