-- One row: as of when a build is, and the coverage of larger enterprises that it shows.
select
    b.as_of,
    sum(t.larger_own + t.larger_joint + t.larger_headquarters) / nullif(sum(t.larger), 0) as rate
from build.mart.build as b, build.mart.township as t
group by b.as_of
