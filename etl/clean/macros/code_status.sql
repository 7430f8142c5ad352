-- What a tidied code is: an ordered list of named states, the first that fits. `passes` and `repair_passes` say
-- whether the code, and its repair, pass the check digit (computed once, in steps before).
create or replace macro code_status(code, passes, repair_passes) as
    case
        when code is null then 'missing'
        when passes and code like '81%' then 'union_code'
        when passes then 'valid'
        when regexp_matches(code, '^\d(\.\d+)?E\+?\d+$') then 'scientific'
        when repair_passes then 'repair_proposed'
        when regexp_matches(code, '[*×?]|XX$') then 'masked'
        when regexp_matches(code, '^(\d{13}|\d{15})$|^企') then 'registration_number'
        when length(code) = 18 and code like '%000' then 'rounded'
        when length(code) = 18 then 'wrong_check_digit'
        else 'malformed'
    end
