-- One row per stage of organising, in order from 'listed' (nobody has been there): stall_days, how many days it may take
-- from the day on which the stage before was reached; NULL where nobody is late there.
select stage, position, stall_days from raw.stage order by position
