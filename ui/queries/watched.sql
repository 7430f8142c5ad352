-- One row per watched record that the build has: kind enterprise, union or township; where it stands now, and what is other
-- than in the published month before (month_before; NULL, there is none). status_before: of an enterprise whose union status
-- is other; steps: records of organising since that month's end; rate, rate_before: of a township; 0–1, NULL without any.
with published as (
    select distinct month from mart.coverage_month where basis = 'published'
),

two as (
    select max(month) as this_month, (select max(month) from published where month < (select max(month) from published)) as month_before
    from published
),

steps as (
    select enterprise_id, count(*) as steps
    from mart.target_event, two
    where recorded_at >= two.month_before + interval 1 month
    group by enterprise_id
),

coverage as (
    select month, township_name, (own + joint + headquarters) / nullif(enterprises, 0) as rate
    from mart.coverage_month where threshold = 'larger' and basis = 'published'
),

enterprises as (
    select
        'enterprise' as kind, e.enterprise_id as record_id, e.name, e.township_name, e.union_status, p.stage, p.stage_since,
        nullif(c.union_status_before, e.union_status) as status_before, s.steps
    from mart.enterprise as e
    left join mart.target_progress as p using (enterprise_id)
    left join mart.enterprise_change as c
        on c.enterprise_id = e.enterprise_id and c.record = 1 and c.month = (select this_month from two)
    left join steps as s on s.enterprise_id = e.enterprise_id
    where list_contains($records, e.enterprise_id)
),

unions as (
    select 'union' as kind, union_id as record_id, union_name as name, township_name, risk_band
    from mart."union" where list_contains($records, union_id)
),

townships as (
    select 'township' as kind, t.township_name as record_id, t.township_name as name, t.rate, b.rate as rate_before
    from mart.township as t
    left join coverage as b on b.township_name = t.township_name and b.month = (select month_before from two)
    where list_contains($records, t.township_name)
),

found as (
    select * from enterprises
    union all by name select * from unions
    union all by name select * from townships
)

select
    f.kind, f.record_id, f.name, f.township_name, f.union_status, f.stage, f.stage_since, f.status_before,
    coalesce(f.steps, 0) as steps, f.risk_band, f.rate, f.rate_before, two.month_before
from found as f
cross join two
order by f.kind, f.name, f.record_id
