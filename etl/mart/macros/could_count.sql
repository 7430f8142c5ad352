-- Whether an enterprise counts, or was one that counted until it was dissolved on a known day: who stands in months before the
-- first published one.
create or replace macro could_count(in_scope, registration_status, closed_on, entity_class) as
    in_scope or (registration_status = 'dissolved' and closed_on is not null
                 and (entity_class in ('branch', 'individual_business', 'cooperative')) is not true)
