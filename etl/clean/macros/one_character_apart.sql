-- Whether two texts are alike but for one character: another one, one more or one less. A number is not a slip of the
-- pen: 一厂 and 二厂, 甲 and 乙 are two. (levenshtein counts bytes, of which a Chinese character has three.)
create or replace macro one_character_apart(a, b) as
    regexp_replace(a, '[0-9一二三四五六七八九十甲乙丙丁]', '', 'g') <> regexp_replace(b, '[0-9一二三四五六七八九十甲乙丙丁]', '', 'g')
    and case abs(length(a) - length(b))
        when 0 then len(list_filter(range(1, length(a) + 1), lambda n: a[n] <> b[n])) = 1
        when 1 then
            len(list_filter(
                range(1, greatest(length(a), length(b)) + 1),
                lambda n: a = b[:n - 1] || b[n + 1:] or b = a[:n - 1] || a[n + 1:]
            )) > 0
        else false
    end
