-- Does the text after a bare place name make it the name of something else: a road, a building, a hill, a firm?
create or replace macro road_follows(rest) as
    regexp_matches(rest,
        '^(?:[东西南北中前后上下内外新老环一二三四五六七八九十]{0,2}(?:大道|大街|路|街|巷|弄|桥|里弄)|[一-龥]{0,2}(?:大厦|大楼|广场|花园|花苑|公寓|宾馆|饭店|酒店|山庄|公园|商城|市场|名城|家园|小区|新村|佳苑|嘉苑|小学|中学|医院|学校)|(?:山|港|江|河|溪|湖|苑|府|庭|厂|公司))')
