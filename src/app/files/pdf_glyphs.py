"""Characters that PDF fonts answer with, put back to what the page shows.

Many fonts share one glyph between a character and a radical, and tools that print to
PDF name the radical: ⽂ for 文. Kangxi radicals have a compatibility decomposition;
those of the supplement (U+2E80..2EF3) have none, hence the table.
"""

from __future__ import annotations

import re
import unicodedata

_RADICALS = "⺁⺄⺆⺈⺉⺊⺋⺌⺍⺎⺐⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺳⺶⺷⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
_CHARACTERS = "厂乙冂刀刂卜㔾小小兀尣巳幺彑忄㣺扌攵旡日月歺母民氵氺灬爫爫丬牛犭王罒示礻竹糸纟罓罒㓁羊羋耂肀聿月臼艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
_TABLE = str.maketrans(_RADICALS, _CHARACTERS) | {ord("⼾"): "户"}
"""Of the Kangxi radicals, one decomposes to a form (戶) that simplified fonts do not show."""

_REPAIRABLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


def repaired(text: str) -> str:
    """The text with radicals and compatibility ideographs as plain characters."""
    if not _REPAIRABLE.search(text):
        return text
    text = text.translate(_TABLE)
    return _REPAIRABLE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)


def is_unreadable(character: str) -> bool:
    """Whether a character is none: private, unassigned, a control or U+FFFD."""
    if character in "\t\ufffd\ufffe":
        return character != "\t"
    return unicodedata.category(character) in ("Co", "Cn", "Cc")
