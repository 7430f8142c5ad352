-- Is a word that ends in 县, 区, 市 or 旗, found where a county would stand, a county? 市区, 工业园区, 小区, 古县村 are none.
create or replace macro is_county_name(word, next) as
    word <> ''
    and not regexp_matches(word, '[市园小社新发业地景厂校院矿林街片能税范理活特库住宅作聚护技术展居家]区$|^.区$|街道|村|路|^区|^[本全我该邻外城]县$|[超夜菜]市$')
    and not (ends_with(word, '县') and regexp_matches(next, '[村畈路街巷道]'))
    and not (ends_with(word, '市') and next in ('场', '政', '容'))
    and not (ends_with(word, '旗') and regexp_matches(next, '[路街广小村巷]'))
