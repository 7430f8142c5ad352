-- Whether a source that is complete from `since` on holds every row of the time behind `day`, which itself is outside it.
create or replace macro holds_all_since(since, day) as coalesce(since <= day + 1, false)
