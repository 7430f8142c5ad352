-- An address or place name for comparing: normalised, without blanks.
create or replace macro place_text(s) as
    case when contains(normalise_text(s), ' ') then nullif(regexp_replace(normalise_text(s), '\s+', '', 'g'), '')
         else normalise_text(s) end
