-- One enterprise that is to be organised, or that somebody wrote about: how the pages call it, under which id it is written
-- about, when somebody is to go there next, and what closed it. stage: 'listed' where the union that came of its steps is gone,
-- whatever they say.
select
    enterprise_id, coalesce(enterprise_id_written, enterprise_id) as written_as, enterprise_name, township_name, headcount, stage,
    next_visit_on,
    closed_by, closing_union_id, closing_file, closing_sheet, closing_row
from mart.target_progress
where enterprise_id = $id or enterprise_id_written = $id
limit 1
