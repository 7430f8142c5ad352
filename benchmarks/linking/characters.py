"""Characters that a clerk takes for another: alike in form, alike in sound, or simply the wrong one."""

from functools import cache

import numpy as np
from pypinyin import lazy_pinyin

LOOK_ALIKE_GROUPS = """
沐沭沬 宸震辰 翊翌 霁霄 琛深探 珩衍桁 砺蛎励 烁砾铄栎 璟憬景 珺郡 筠均钧 瑾谨槿 昱昊显 煜焰 澍树 沅阮元 沁泌 澜阑斓
曦羲 旻旼 骁晓浇 翎翔 翰瀚 璞濮 瑜愉渝 瑶摇遥 珞络洛 珈伽茄 璨灿 琰炎谈 玥明钥 琢啄涿 砚研 祺棋琪淇 穗惠 稷谡 笙竺笠
箴葴 弈奕 屹仡 峻俊竣 岚凤 崧松 岱贷 峥铮净 芮内 荃筌 荟会 莘辛 菁箐青 蔚尉慰 蕴温 薇微徽 衡蘅 逸兔 迦加 邈貌 钰珏
铎择泽 锐悦 镕熔榕 霖霏 霆廷 韬稻 韵均 颂颁 馥复 骋聘 鲲鲸 鹭路 黛袋 沣洋 沄云 洵询 湘相箱 溯朔塑 潇萧 澄橙登 炫眩弦
熙照 朴补扑 梓锌 楠喃 樾越 檀坛 歆散 毓流 沛柿肺 云去 川州 阳阴 达迖 盛咸 泰秦 安按 源原 兴举 昌昂 荣劳 丰车 和利 友发
信倍 诚城 远运 航杭 宇字 宏弘 博搏 创刨 智暂 联职 瑞端 祥详 福富 康庚 宁丁 嘉喜 美姜 佳住 优伏 清请 林材 石右 泉皇
禾末 木本 竹什 谷合 田由 雅稚 文又 正止 立位 启后 成戍 同网 方万 中申 平乎 永水 新亲 华毕 金全 天夫 春舂 秋私 月日 玉王
海每 江汪 河何 机杌 械诫 轴铀 承丞 贸贺 易昜 食良 纺仿 织积 建健 材村 具其 服报 饰饬 电申 器嚣 料科 业亚 流浩 运远 技枝
"""


@cache
def look_alikes() -> dict[str, str]:
    """Character → the others of its groups."""
    table: dict[str, str] = {}
    for group in LOOK_ALIKE_GROUPS.split():
        for character in group:
            table[character] = table.get(character, "") + group.replace(character, "")
    return table


@cache
def common_characters() -> str:
    """The 3,755 common characters of GB 2312."""
    cells = [bytes([row, column]) for row in range(0xB0, 0xD8) for column in range(0xA1, 0xFF)]
    return "".join(cell.decode("gb2312", errors="ignore") for cell in cells)


@cache
def same_sounds() -> dict[str, str]:
    """Syllable without its tone → the common characters that are read so."""
    table: dict[str, str] = {}
    for character in common_characters():
        [syllable] = lazy_pinyin(character)
        table[syllable] = table.get(syllable, "") + character
    return table


def look_alike(rng: np.random.Generator, character: str) -> str | None:
    """Another character of nearly the same form; None where no such is known."""
    return _one_of(rng, look_alikes().get(character, ""))


def same_sound(rng: np.random.Generator, character: str) -> str | None:
    """Another character that an input method offers for the same syllable; None where there is none."""
    return _one_of(rng, same_sounds().get(lazy_pinyin(character)[0], "").replace(character, ""))


def any_other(rng: np.random.Generator, character: str) -> str:
    """Any other common character, as a slip of the hand gives it."""
    return str(_one_of(rng, common_characters().replace(character, "")))


def _one_of(rng: np.random.Generator, characters: str) -> str | None:
    return characters[int(rng.integers(len(characters)))] if characters else None
