-- One row per enterprise and union that may belong together, and what people decided about it: open, yes, no or
-- cannot_tell. No: to the pair, or of the union that its host is not in the registry. A pair comes back, open, where a
-- record has changed since it was decided; changes say what; so does a 'no' to a link that a certain rule finds, which
-- counts meanwhile and is doubted. A union of a single unit that somebody found its host for has no other candidates, as
-- one that a certain rule finds has none.
with decisions as (
    select * from link.decision where enterprise_id is not null
),

applied as (
    select enterprise_id, union_id, decision from decisions where standing = 'applied' and decision <> 'open'
),

changed as (
    select enterprise_id, union_id, decision = 'no' as was_no, changes
    from decisions where standing = 'changed' and decision <> 'open'
),

without_host as (
    select distinct union_id from link.decision where standing = 'applied' and decision = 'no_host'
),

hosted as (
    select distinct applied.union_id
    from applied join clean.union as u using (union_id)
    where applied.decision = 'yes' and u.union_type = 'own'
),

-- of records that are one, the candidates of both, where the one that stays is not linked already
kept as (
    select
        coalesce(e.kept_id, c.enterprise_id) as enterprise_id, coalesce(m.kept_id, c.union_id) as union_id, c.evidence,
        c.match_probability, c.named_as, c.is_uncertain, e.kept_id is not null or m.kept_id is not null as is_moved
    from link.candidate as c
    left join link.merged as e on e.old_id = c.enterprise_id
    left join link.merged as m on m.old_id = c.union_id
),

linked as (
    select enterprise_id, union_id, relation = 'host' and union_type = 'own' as is_host
    from link.union_enterprise
    where is_current and link_rule <> 'decision'
),

found as (
    select * exclude (is_moved)
    from kept
    where not is_moved or not exists (
        select 1 from linked
        where linked.union_id = kept.union_id and (linked.enterprise_id = kept.enterprise_id or linked.is_host))
    qualify row_number() over (
        partition by enterprise_id, union_id order by is_moved, match_probability desc nulls last, evidence) = 1
),

candidates as (
    select * from found
    union all by name
    select enterprise_id, union_id, 'records_changed' as evidence
    from changed
    anti join found as c on c.enterprise_id = changed.enterprise_id and c.union_id = changed.union_id
    where changed.was_no or not exists (
        select 1 from link.union_enterprise as l
        where l.enterprise_id = changed.enterprise_id and l.union_id = changed.union_id)
)

select
    c.*,
    coalesce(applied.decision, case when without_host.union_id is not null then 'no' end, 'open') as decision,
    coalesce(changed.changes, []) as changes
from candidates as c
left join applied using (enterprise_id, union_id)
left join changed using (enterprise_id, union_id)
left join without_host on without_host.union_id = c.union_id
left join hosted on hosted.union_id = c.union_id
where hosted.union_id is null or applied.decision is not null
