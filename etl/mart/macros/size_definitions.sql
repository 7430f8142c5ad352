-- The thresholds that an enterprise meets, as a list of their names.
create or replace macro size_definitions(is_25plus, is_100plus, is_above_scale, is_larger) as
    list_filter([
        case when is_larger then 'larger' end, case when is_above_scale then 'above_scale' end,
        case when is_25plus then '25plus' end, case when is_100plus then '100plus' end], lambda name: name is not null)
