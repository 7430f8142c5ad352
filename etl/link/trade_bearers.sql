-- One row per trade name: how many of the registry bear it. What many are called says little.
select trade, count(*) as trade_bearers from link.enterprise_side group by trade
