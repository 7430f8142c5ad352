-- The key by which full names are equal, made from normalised text: all brackets round, no blanks, upper case.
-- Place and legal form stay: 'equal' means equal.
create or replace macro bare_name(n) as
    case when regexp_matches(n, '[\sa-z〔〕【】\[\]{}<>《》]')
         then upper(regexp_replace(translate(n, '〔〕【】[]{}<>《》', '()()()()()()'), '\s+', '', 'g'))
         else n end
