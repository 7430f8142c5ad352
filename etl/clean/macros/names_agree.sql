-- Whether two names that share a code can be one enterprise's: the trade names (and the industry words behind them)
-- are equal, one holds the other, or, from three characters on, one character differs.
create or replace macro names_agree(trade_a, industry_a, trade_b, industry_b) as
    coalesce(
        trade_a || industry_a = trade_b || industry_b
        or (length(trade_a) >= 2 and trade_a = trade_b)
        or (least(length(trade_a), length(trade_b)) >= 2 and (contains(trade_a || industry_a, trade_b) or contains(trade_b || industry_b, trade_a)))
        or (least(length(trade_a), length(trade_b)) >= 3 and one_character_apart(trade_a, trade_b)),
        false)
