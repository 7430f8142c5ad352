-- A grade of evidence, at least B where somebody verified.
create or replace macro lifted(grade, is_verified) as case when is_verified and grade > 'B' then 'B' else grade end
