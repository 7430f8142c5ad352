-- One row per sheet ('' for a text file): where its header stands and what its columns were taken for. Of a sheet that
-- is of no known kind, unknown holds the cells of its fullest row.
select
    f.file, s.source_kind as kind, s.sheet, s.header_row, s.matched,
    coalesce(from_json(s.unknown_headers, '["VARCHAR"]'), []) as unknown,
    coalesce(from_json(s.dropped_headers, '["VARCHAR"]'), []) as dropped,
    s.problem
from raw.sheet as s
join (select file_id, any_value(file) as file from raw.source_file group by file_id) as f using (file_id)
order by f.file, s.sheet
