-- A grade of evidence that a signal touches: what was told with an attachment is worth a tick.
create or replace macro doubted(grade, is_doubted) as case when is_doubted and grade = 'C' then 'D' else grade end
