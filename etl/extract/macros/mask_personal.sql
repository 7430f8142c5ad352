-- Text with identity-card numbers (six digits kept) and telephone numbers (138****0000) hidden, also where blanks or
-- hyphens set their groups apart, and of full width. Credit codes are told by the birth date that their middle lacks;
-- groups of a landline are told from groups of a code by what stands before them.
-- Each of them has ten digits at least, nearly beside each other: what has not, nearly everything, is asked no more.
create or replace macro mask_personal(written) as
    case when regexp_matches(written, '(?:[0-9０-９][\s\x{a0}　－-]?){10}') then
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        translate(written, '０１２３４５６７８９－Ｘ', '0123456789-X'),
                        '\b([1-9][0-9]{5})[\s\x{a0}　-]?(?:19|20)[0-9]{2}[\s\x{a0}　-]?(?:0[1-9]|1[0-2])[\s\x{a0}　-]?(?:0[1-9]|[12][0-9]|3[01])[\s\x{a0}　-]?[0-9]{3}[\s\x{a0}　-]?[0-9Xx]\b',
                        '\1************', 'g'
                    ),
                    '\b((?:86[\s\x{a0}　-]?)?1[3-9][0-9])[\s\x{a0}　-]?[0-9]{3,4}[\s\x{a0}　-]?([0-9]{4})\b', '\1****\2', 'g'
                ),
                '\b(0[0-9]{2,3})-?[0-9]{3,4}([0-9]{4})\b', '\1-****\2', 'g'
            ),
            '(^|[^0-9A-Za-z\s\x{a0}　-][\s\x{a0}　-]*)(0[0-9]{2,3})[\s\x{a0}　-]?[0-9]{3,4}[\s\x{a0}　-]?([0-9]{4})\b', '\1\2-****\3', 'g'
        )
    else translate(written, '０１２３４５６７８９－Ｘ', '0123456789-X') end
