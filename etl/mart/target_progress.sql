-- One row per enterprise that is to be organised now, or that somebody wrote about: how far it has come by what was written
-- (stage, since when, side track, removal), and whether it is still open. closed_by: 'ledger', it is in scope and a union of the ledger
-- covers it (closing_union_id and the row that closed it; a union that vanishes opens it again); 'removal', somebody took it off the
-- list (a removal that waits for a second person closes nothing); 'out_of_scope', it left the files, counts no more or is not
-- larger; 'size_unknown', nobody knows any more whether it is larger; 'uncertain', a union may be its own and nobody has decided
-- yet; NULL, it is open: then it is in mart.target. reopened: it is open, and the last published month before the build's
-- had it covered. reached_set_up_on, reached_running_on: the day of the step, NULL where it
-- stands not so far. Where a union covered it since it was set up and covers it no more, what was reached is gone: it stands as
-- listed, whatever was written, until somebody moves it back to where they begin anew.
-- late_after: the last day on which it is not yet stalled, stage_since and the days that the next stage may take; NULL where
-- nobody is late there: closed, on a side track, waiting for a second person. next_visit_on: the day set for going there again
-- (follow_up_on) that no visit on that day or later and no later step has used up; NULL where none is left, or it is closed or
-- waits for a second person. Of ids that people said are one the last that was written of stands; enterprise_id_written is its
-- id then, NULL where nobody wrote, and sequence counts the events of that one. A target of which all was taken back is as never
-- written of.
with told as (
    select p.* exclude (enterprise_id), coalesce(g.kept_id, p.enterprise_id) as enterprise_id, p.enterprise_id as enterprise_id_written
    from raw.target_progress as p
    left join link.goes_on as g on g.old_id = p.enterprise_id
    qualify row_number() over (partition by coalesce(g.kept_id, p.enterprise_id) order by p.last_at desc nulls last, p.enterprise_id) = 1
),

reached as (
    select
        e.enterprise_id as enterprise_id_written,
        max(e.happened_on_written) filter (e.kind = 'stage_reached' and e.state = 'election')::date as elected_on,
        max(e.happened_on_written) filter (e.kind = 'stage_reached' and e.state = 'confirmation')::date as set_up_on,
        max(e.happened_on_written) filter (e.kind = 'stage_reached' and e.state = 'operation')::date as running_on
    from raw.target_event as e
    group by e.enterprise_id
),

covered_then as (
    select coalesce(g.kept_id, h.enterprise_id) as enterprise_id, max(h.month) as last_month
    from score.history as h
    left join link.goes_on as g on g.old_id = h.enterprise_id
    where h.in_scope and is_covered(h.union_status)
    group by all
),

ended as (
    select enterprise_id, max(valid_to) as last_on, max(valid_from) as last_begun_on
    from link.union_enterprise
    where not is_current and (valid_to is not null or status = 'dissolved')
    group by enterprise_id
),

gone as (
    select told.enterprise_id
    from told
    join reached using (enterprise_id_written)
    join warehouse.mart.stage as stage on stage.stage = told.stage
    join warehouse.mart.stage as setup on setup.stage = 'confirmation' and stage.position >= setup.position
    left join covered_then using (enterprise_id)
    left join ended using (enterprise_id)
    left join warehouse.mart.enterprise as e using (enterprise_id)
    where
        (covered_then.last_month >= date_trunc('month', reached.set_up_on)
            or ended.last_on >= reached.set_up_on or ended.last_begun_on >= reached.elected_on)
        and (e.in_scope and is_covered(e.union_status)) is not true
),

written as (
    select
        told.* exclude (stage, stage_since), case when gone.enterprise_id is null then told.stage else 'listed' end as stage,
        case when gone.enterprise_id is null then told.stage_since end as stage_since
    from told
    left join gone using (enterprise_id)
),

closing as (
    select enterprise_id, union_id, valid_from, source_file, source_sheet, source_row
    from warehouse.mart.enterprise_union
    where is_current
    qualify row_number() over (
        partition by enterprise_id, union_id order by link_confidence desc, source_file, source_sheet, source_row
    ) = 1
),

covered_before as (
    select distinct coalesce(g.kept_id, h.enterprise_id) as enterprise_id
    from score.history as h
    left join link.goes_on as g on g.old_id = h.enterprise_id
    where h.month = (select max(month) from score.history) and h.in_scope and h.is_larger and is_covered(h.union_status)
),

listed as (
    select enterprise_id from warehouse.mart.target
    union
    select enterprise_id from written where last_at is not null
)

select
    enterprise_id, w.enterprise_id_written,
    coalesce(e.name, nullif(w.enterprise_name, '')) as enterprise_name, coalesce(e.township_name, w.township_name) as township_name, e.headcount,
    coalesce(w.stage, 'listed') as stage, stage.position as stage_position, w.stage_since, w.track, w.track_since, w.refusal,
    coalesce(w.visits, 0)::integer as visits, w.last_visit_on, w.assigned_to, w.follow_up_on,
    w.removal, coalesce(w.removal_is_open, false) as removal_is_open, w.removed_on, w.removal_by, w.removal_source, w.by_two_people,
    coalesce(w.sequence, 0)::integer as sequence, w.last_by, w.last_at,
    case when stage.position >= setup.position then r.set_up_on end as reached_set_up_on,
    case when w.stage = 'operation' then r.running_on end as reached_running_on,
    case
        when e.in_scope and is_covered(e.union_status) then 'ledger'
        when w.removal is not null and not w.removal_is_open then 'removal'
        when e.enterprise_id is null or not e.in_scope or not e.is_larger then 'out_of_scope'
        when e.is_larger is null then 'size_unknown'
        when e.union_status = 'uncertain' then 'uncertain'
    end as closed_by,
    closed_by is null and b.enterprise_id is not null as reopened,
    case
        when closed_by is null and w.track is null and not coalesce(w.removal_is_open, false) then w.stage_since + ahead.stall_days
    end as late_after,
    case
        when closed_by is null and not coalesce(w.removal_is_open, false)
            and coalesce(greatest(w.last_visit_on, w.stage_since) < w.follow_up_on, true) then w.follow_up_on
    end as next_visit_on,
    case when closed_by = 'ledger' then e.union_id end as closing_union_id,
    case when closed_by = 'ledger' then c.valid_from end as covered_from,
    case when closed_by = 'ledger' then c.source_file end as closing_file,
    case when closed_by = 'ledger' then c.source_sheet end as closing_sheet,
    case when closed_by = 'ledger' then c.source_row end as closing_row
from listed
left join written as w using (enterprise_id)
left join warehouse.mart.enterprise as e using (enterprise_id)
left join covered_before as b on b.enterprise_id = listed.enterprise_id
left join reached as r on r.enterprise_id_written = w.enterprise_id_written
left join warehouse.mart.stage as stage on stage.stage = coalesce(w.stage, 'listed')
left join warehouse.mart.stage as ahead on ahead.position = stage.position + 1
left join warehouse.mart.stage as setup on setup.stage = 'confirmation'
left join closing as c on c.enterprise_id = listed.enterprise_id and c.union_id = e.union_id
order by township_name, stage_position desc, headcount desc nulls last, enterprise_id
