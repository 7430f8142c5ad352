-- Rows of township and village files that are of another county: read, not used, no fault.
select 'township' as source_kind, file_id, sheet, row, 'other_county' as reason from clean.township_row where not is_of_area
union all
select 'village' as source_kind, file_id, sheet, row, 'other_county' as reason from clean.village_row where not is_of_area
