"""Registered capital as registers write it: many formats, nine currencies."""

import numpy as np

from etl.demo.streams import Texts, texts

CURRENCIES = ("美元", "欧元", "港元", "日元", "英镑", "新台币", "韩元", "新加坡元")

# 金额按“万”计；每个格式后面是比重。
FORMATS: tuple[tuple[str, float], ...] = (
    ("{0:g}(万元人民币)", 26),
    ("{0:.4f}(万)", 14),
    ("{0:g}万人民币", 12),
    ("{0:g}万元人民币", 9),
    ("{0:g}万元", 8),
    ("{0:.6f}", 0.3),
    ("{0:g}", 0.3),
    ("{0:g}（万元）", 3),
    ("{0:g}（万元人民币）", 3),
    ("{0:.2f}万人民币元", 2),
    ("人民币{0:g}万元", 2),
    ("{0:g}万元整", 2),
    ("{0:g}(万)", 2),
    ("{0:.1f}万", 1.5),
    ("RMB{0:g}万", 0.5),
    ("￥{0:g}万元", 0.5),
    ("{0:g} 万元", 1),
    ("{1:.0f}元", 1.5),
    ("{1:.2f}元人民币", 0.5),
    ("{0:g}()", 0.5),
    ("{0:,}(万元人民币)", 2),
)
AMOUNTS = (
    1,
    3,
    5,
    10,
    20,
    30,
    36.8,
    50,
    80,
    87,
    100,
    118,
    200,
    300,
    500,
    508,
    800,
    1000,
    1280,
    2000,
    3000,
    5000,
    10000,
)
FOREIGN_SHARE, MISSING_SHARE = 0.004, 0.01


def write_capital(rng: np.random.Generator, amount: np.ndarray, foreign: np.ndarray) -> Texts:
    """Text of each amount (10,000 of its currency); `foreign` rows are the likelier ones to have another currency."""
    weights = np.array([weight for _, weight in FORMATS])
    form = rng.choice(len(FORMATS), len(amount), p=weights / weights.sum())
    step = np.searchsorted(AMOUNTS, amount)
    odd = rng.random(len(amount)) < 0.02
    step = np.where(odd, AMOUNTS.index(36.8), step)
    table = np.array(
        [[pattern.format(value, value * 10_000) for value in AMOUNTS] for pattern, _ in FORMATS], dtype=object
    )
    written = table[form, step]
    abroad = rng.random(len(amount)) < np.where(foreign, 0.4, FOREIGN_SHARE)
    currency = np.array([[f"{value:g}(万{name})" for value in AMOUNTS] for name in CURRENCIES], dtype=object)
    written = np.where(abroad, currency[rng.integers(0, len(CURRENCIES), len(amount)), step], written)
    nothing = rng.random(len(amount)) < MISSING_SHARE
    return np.where(nothing, texts(("N/A", "无", "", "-"))[rng.integers(0, 4, len(amount))], written)
