-- The band of a union that is not exempt, in the order of judging: too little evidence, or fine so far but not yet for
-- certain, then by the proven score. The score and 'what if' ask it alike.
create or replace macro risk_band_of(evidence, proven, worst, evidence_needed, worst_from, watch_from, suspected_from) as
    case
        when evidence is null or evidence < evidence_needed or (proven < watch_from and worst >= worst_from) then 'to_verify'
        when proven < watch_from then 'normal'
        when proven < suspected_from then 'watch'
        else 'suspected'
    end
