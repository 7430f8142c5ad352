-- Text as people mean it: full width to half width, HTML entities, odd blanks and invisible characters mended.
-- The first branch is the common case, and cheap: nothing but Han characters, ASCII and full-width round brackets, and no
-- blank at either end.
-- An argument stands only once in each of these macros: what stands twice is computed for every row, whatever the branch.
create or replace macro mend_text(s) as
    case when not regexp_matches(s, '[^ -~\x{4e00}-\x{9fff}（）]|&|^ | $')
        then replace(replace(s, '（', '('), '）', ')')
    else
        trim(regexp_replace(regexp_replace(
            translate(
                replace(replace(replace(replace(replace(replace(s, '&nbsp;', ' '), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#39;', ''''), '&amp;', '&'),
                '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～', '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~'),
            '[\x{00}-\x{1f}\x{7f}\x{a0}\x{2000}-\x{200a}\x{3000}]', ' ', 'g'),
            '[\x{ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'))
    end
