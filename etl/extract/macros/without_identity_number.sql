-- A cell without the resident identity numbers that stand anywhere in it; all else stays. Macros are made in the order
-- of their names: this one uses identity_shape and is_identity_number.
create or replace macro without_identity_number(written) as
    list_reduce(
        list_filter(
            regexp_extract_all(written, identity_shape()),
            lambda number: is_identity_number(
                regexp_replace(translate(number, '０１２３４５６７８９Ｘｘ', '0123456789XX'), '[^0-9Xx]', '', 'g')
            )
        ),
        lambda text, number: replace(text, number, ''),
        written
    )
