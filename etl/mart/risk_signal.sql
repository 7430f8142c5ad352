-- One row per signal and group: the unions that show the same, in words of both languages, and whose evidence it lowers.
select
    s.signal, spec.zh as signal_zh, spec.en as signal_en, s.group_key,
    list(distinct s.union_id order by s.union_id) as union_ids,
    count(distinct s.union_id) as unions,
    count(s.file_id) as source_rows,
    any_value(spec.lowers) as lowers
from score.signal_union as s
join score.signal_spec as spec using (signal)
group by all
order by s.signal, unions desc, s.group_key
