-- One row per record that somebody said is another one's: old_id counts as kept_id, in no figure by itself.
select old_id, kept_id
from link.identity
where is_merged
