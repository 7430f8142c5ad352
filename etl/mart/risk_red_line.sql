-- One row per red line that a union crosses, in words of both languages; evidence is the day or status that shows it.
select r.union_id, r.red_line, l.zh as red_line_zh, l.en as red_line_en, r.evidence, l.basis as legal_basis, l.mark as basis_mark
from score.union_red_line as r
join score.red_line as l using (red_line)
order by l.position, r.union_id
