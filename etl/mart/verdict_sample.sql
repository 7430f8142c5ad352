-- One row per scored union that is drawn for this quarter's check at random, whatever its score: the share of them that the
-- spec names (score_sample_share), rounded up. Drawn by the hash of quarter and union, so that the same quarter draws the
-- same ones again, and the next quarter others. position: the order in which they were drawn.
with build as (
    select strftime(as_of, '%Y') || 'Q' || quarter(as_of) as quarter from raw.build
),

shuffled as (
    select
        build.quarter, u.union_id, u.union_name, u.township_name, u.risk_band,
        row_number() over (order by md5(build.quarter || u.union_id), u.union_id) as position, count(*) over () as unions
    from warehouse.mart."union" as u
    cross join build
    where u.risk_band is not null
)

select s.quarter, s.position::integer as position, s.union_id, s.union_name, s.township_name, s.risk_band
from shuffled as s
cross join score.threshold as t
where s.position <= ceil(round(t.score_sample_share * s.unions, 9))
order by s.position
