-- Whether an enterprise is larger by any of the definitions named; unknown as long as one that is unknown could make it so.
create or replace macro is_larger_by(names, above_scale, plus_25, plus_100, medium) as
    case when list_contains(names, 'above_scale') then above_scale else false end
    or case when list_contains(names, '25plus') then plus_25 else false end
    or case when list_contains(names, '100plus') then plus_100 else false end
    or case when list_contains(names, 'medium') then medium else false end
