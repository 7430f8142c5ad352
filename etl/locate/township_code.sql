-- One row per township, code and code system; code_system NULL: the file does not say.
select distinct township_name, code, code_system
from clean.township_row
where is_of_area and township_name is not null and code is not null
