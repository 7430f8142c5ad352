-- The one reading of a code in which O, I, S, Z (not in the standard's alphabet) stand for 0, 1, 5, 2, or NULL when
-- there is nothing to read anew. A proposal only where the reading passes the check digit: see code_status.
create or replace macro repair_code(code) as
    case when length(code) = 18 and regexp_matches(code, '[OISZ]') then translate(code, 'OISZ', '0152') end
