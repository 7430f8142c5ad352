-- One row per township and year that has a plan: what somebody entered on a page, else what the newest file says. event_id:
-- of the one that was entered, NULL where a file tells. What was entered stands whole in the file's place: enterprises_to_organise
-- (of a file) and workers_to_cover are NULL where whoever tells the plan did not tell them.
with files as (
    select file_id, any_value(file) as file from raw.source_file group by file_id
),

told as (
    select
        p.township_name, p.year, p.enterprises_to_organise, p.workers_to_cover, null::varchar as event_id,
        files.file as source_file, p.sheet as source_sheet, p.row as source_row,
        null::varchar as entered_by, null::varchar as entered_source, null::timestamp as entered_at, 2 as position
    from clean.plan as p
    left join files using (file_id)
    where p.township_name is not null
),

entered as (
    select
        township_name, year, enterprises_to_organise, workers_to_cover, event_id, null::varchar as source_file,
        null::varchar as source_sheet, null::integer as source_row, entered_by, entered_source, entered_at, 1 as position
    from raw.plan_entered
)

select
    township_name, year::integer as year, enterprises_to_organise::integer as enterprises_to_organise,
    workers_to_cover::integer as workers_to_cover, event_id, source_file, source_sheet, source_row, entered_by, entered_source, entered_at
from (select * from entered union all by name select * from told)
qualify row_number() over (partition by township_name, year order by position, source_file, source_sheet, source_row) = 1
order by township_name, year
