-- One row: how many events of organising stand.
select count(*) as events from mart.target_event
