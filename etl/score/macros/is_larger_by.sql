-- Whether an enterprise is larger by any of the definitions that hold (a struct of flags, one row for the county); unknown
-- as long as one that is unknown could make it so.
create or replace macro is_larger_by(definitions, above_scale, plus_25, plus_100, medium) as
    case when definitions.above_scale then above_scale else false end
    or case when definitions.plus_25 then plus_25 else false end
    or case when definitions.plus_100 then plus_100 else false end
    or case when definitions.medium then medium else false end
