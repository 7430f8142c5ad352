-- An address or place name for comparing: normalised, without blanks.
create or replace macro place_text(s) as
    nullif(replace(normalise_text(s), ' ', ''), '')
