-- Every full name there is to take apart: the registry's and those by which other files name an enterprise.
select name_key as bare_name from clean.enterprise
union
select bare_name from clean.headcount_row where bare_name is not null
union
select bare_name from clean.above_scale_row where bare_name is not null
union
select bare_name from clean.union_row where bare_name is not null
union
select bare_name from clean.union_written_member
union
select bare_name from clean.union_coverage_row where bare_name is not null
union
select bare_name from clean.event_mention where bare_name is not null
