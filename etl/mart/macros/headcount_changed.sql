-- Whether an enterprise is larger in one month and not in the other because its headcount is another one: the headcounts
-- differ, and either a bound of headcount lies between them or the above-scale list says the same of both months.
create or replace macro headcount_changed(before, after, listed_before, listed_after, plus_25_before, plus_25_after, plus_100_before, plus_100_after) as
    before is distinct from after
    and (plus_25_before is distinct from plus_25_after or plus_100_before is distinct from plus_100_after or listed_before is not distinct from listed_after)
