-- One row per record that counts as the one asked for, or id that goes on as it: by whom, when and why.
select old_id, old_name, is_merged, origin, actor_name, actor_source, decided_at, reason, source_file, source_sheet, source_row
from mart.identity_decision
where kept_id = $id and decision = 'same' and standing = 'applied'
order by decided_at, old_id
