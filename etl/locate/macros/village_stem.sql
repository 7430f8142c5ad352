-- A village's or community's name without what only says that it is one: 东方红村委会 → 东方红, 徐村村委会 → 徐村.
-- A stem keeps at least two characters.
create or replace macro village_stem(n) as
    coalesce(nullif(regexp_extract(n,
        '^(.{2,}?)(?:社区居民委员会|村民委员会|居民委员会|社区居委会|社区村委会|村委会|居委会|委员会|社区|村)$', 1), ''), n)
