-- Text with identity-card numbers (six digits kept) and telephone numbers (138****0000) hidden. Codes that merely have
-- 18 digits are told by the birth date in the middle; full-width digits are masked too.
create or replace macro mask_personal(written) as
    regexp_replace(
        regexp_replace(
            regexp_replace(
                translate(written, '０１２３４５６７８９－', '0123456789-'),
                '\b([1-9][0-9]{5})(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]\b',
                '\1************', 'g'
            ),
            '\b(1[3-9][0-9])[0-9]{3,4}([0-9]{4})\b', '\1****\2', 'g'
        ),
        '\b(0[0-9]{2,3})-?[0-9]{3,4}([0-9]{4})\b', '\1-****\2', 'g'
    )
