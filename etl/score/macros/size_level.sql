-- 3 large, 2 medium, 1 small, 0 below small; NULL where the figure or the threshold is unknown.
create or replace macro size_level(figure, small, medium, large) as
    case when figure is null or small is null then null
         when figure >= large then 3 when figure >= medium then 2 when figure >= small then 1 else 0 end
