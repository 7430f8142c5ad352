-- One row per place (township or 未定位, functional zone) and definition of size: enterprises in scope, those that meet
-- the definition by state, and their coverage; shares are 0–1, NULL without a denominator. larger_challenged: of those
-- covered, whose every link is doubted; rate_low is the rate without them. workers are known headcounts
-- of those enterprises, NULL where none is known. organised, running, alive: how far the unions of those covered have come
-- (the ladder), for certain and possibly; of a union without a score everything is possible. Zones lie across townships: the two kinds never add up together.
with enterprises as (
    select e.*, u.ladder_proven, u.ladder_possible
    from warehouse.mart.enterprise as e
    left join warehouse.mart."union" as u on u.union_id = e.union_id
    where e.in_scope
),

placed as (
    select 'township' as place_kind, coalesce(township_name, '未定位') as place_name, * from enterprises
    union all
    select 'zone', zone_name, * from enterprises where zone_name is not null
),

judged as (
    select
        place_kind, place_name, union_status, is_challenged, headcount,
        case when is_covered(union_status) then coalesce(ladder_proven, 0) end as ladder_proven,
        case when is_covered(union_status) then coalesce(ladder_possible, 3) end as ladder_possible,
        unnest(['larger', 'above_scale', '25plus', '100plus']) as definition,
        unnest([is_larger, is_above_scale, is_25plus, is_100plus]) as is_counted
    from placed
),

counted as (
    select
        place_kind, place_name, definition,
        count(*) as enterprises,
        count(*) filter (is_counted) as larger,
        count(*) filter (is_counted and union_status = 'own') as larger_own,
        count(*) filter (is_counted and union_status = 'joint') as larger_joint,
        count(*) filter (is_counted and union_status = 'headquarters') as larger_headquarters,
        count(*) filter (is_counted and union_status = 'uncertain') as larger_uncertain,
        count(*) filter (is_counted and union_status = 'none') as larger_none,
        count(*) filter (is_counted and is_challenged and is_covered(union_status)) as larger_challenged,
        count(*) filter (is_counted and ladder_proven >= 2) as running_proven,
        count(*) filter (is_counted and ladder_possible >= 2) as running_possible,
        count(*) filter (is_counted and ladder_proven >= 3) as alive_proven,
        count(*) filter (is_counted and ladder_possible >= 3) as alive_possible,
        count(*) filter (is_counted is null) as size_unknown,
        count(*) filter (is_counted and headcount is null) as larger_without_headcount,
        sum(headcount) filter (is_counted)::bigint as workers,
        sum(headcount) filter (is_counted and is_covered(union_status))::bigint as workers_covered
    from judged
    group by all
)

select
    place_kind, place_name, definition, enterprises, larger, larger_own, larger_joint, larger_headquarters,
    larger_uncertain, larger_none, larger_challenged, size_unknown, larger_without_headcount,
    larger_own + larger_joint + larger_headquarters as organised,
    running_proven, running_possible, alive_proven, alive_possible,
    (larger_own + larger_joint + larger_headquarters - larger_challenged) / nullif(larger, 0) as rate_low,
    (larger_own + larger_joint + larger_headquarters) / nullif(larger, 0) as rate,
    (larger_own + larger_joint + larger_headquarters + larger_uncertain) / nullif(larger, 0) as rate_high,
    workers,
    case when workers is not null then coalesce(workers_covered, 0) end as workers_covered
from counted
order by place_kind, definition, place_name
