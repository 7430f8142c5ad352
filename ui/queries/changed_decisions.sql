-- One row per thing that people said and that counts no more, because a record says otherwise since.
select event_id from mart.link_decision where standing = 'changed'
union all
select event_id from mart.identity_decision where standing = 'changed'
