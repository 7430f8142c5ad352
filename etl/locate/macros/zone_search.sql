-- The first park, development zone or new district in an address (zone, empty where none) and what follows it (next).
create or replace macro zone_search(address) as
    regexp_extract(address,
        '([一-龥A-Za-z]{0,12}?(?:经济技术开发区|高新技术产业开发区|高新技术产业园区|高新技术产业园|经济开发区|工业园区|工业功能区|工业集聚区|产业集聚区|产业园区|物流园区|科技园区|示范园区|创业园区|工业园|产业园|物流园|科技园|示范园|创业园|小微企业园|小微园|工业区|开发区|高新区|集聚区|功能区|园区|新区))(.{0,2})',
        ['zone', 'next'])
