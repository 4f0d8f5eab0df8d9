"""The search fold: one code point for one code point, so that offsets stay the text's own."""

from __future__ import annotations

import functools
import unicodedata

_FEW_KINDS = 48
"""Up to this many different characters, replacing one by one beats translate()."""

_RADICAL_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母"
    "⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫罒⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冈⺵𦉫⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹"
    "⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠"
    "⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""Radical and ideograph in turns. Only two of these have a decomposition in Unicode."""

RADICALS: dict[str, str] = {
    **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **dict(zip(_RADICAL_SUPPLEMENT[::2], _RADICAL_SUPPLEMENT[1::2], strict=True)),
    "\u2f3e": "户",  # its decomposition is a form that no simplified text has
}
"""Kangxi radicals and the radicals supplement, as the ideographs they look like.

Fonts embedded in PDF files often map common ideographs to these.
"""

_WIDE: dict[str, str] = {
    "\u3000": " ",
    **{chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F)},
}
_FIRST_LOWERED_ABOVE_HAN = "\u9fff"
_FIRST_HAN = "\u3400"


def fold(text: str) -> str:
    """Text as search compares it, of the same length.

    Lower case (where that is one code point), full-width forms as ASCII,
    U+3000 as a space, radicals as Han. Each character is folded by itself, so
    a part folds to the same part of the whole.
    """
    if text.isascii():
        return text.lower()
    changed = {c: f for c in set(text) if (f := _folded(c)) != c}
    if len(changed) > _FEW_KINDS:
        return text.translate({ord(c): f for c, f in changed.items()})
    for character, folded in changed.items():  # in any order: no folded form changes again
        text = text.replace(character, folded)
    return text


@functools.lru_cache(maxsize=1 << 14)
def _folded(character: str) -> str:
    if _FIRST_HAN <= character <= _FIRST_LOWERED_ABOVE_HAN:
        return character
    character = _WIDE.get(character) or RADICALS.get(character) or character
    lower = character.lower()
    return lower if len(lower) == 1 else character
