"""What Word draws in ways of its own: symbols of picture fonts, characters in a ring.

Word's 带圈字符 is a field without a result (`eq \\o\\ac(○,1)`), so whoever keeps only the
results of fields loses the number.
"""

from __future__ import annotations

import re

_WINGDINGS = {  # by their last byte
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
    0x77: "⬥", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←",
    0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑", 0x80: "⓪", 0x8B: "⓿",
    **{0x80 + n: chr(0x245F + n) for n in range(1, 11)},
    **{0x8B + n: chr(0x2775 + n) for n in range(1, 11)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "•",
    0xA2: "■", 0xA3: "□",
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…",
    0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}

_RING = re.compile(r"\\o\s*(?:\\ac|\\al|\\ar)?\s*\(([^(),，;；]*)[,，;；]([^()]*)\)", re.IGNORECASE)
_RUBY = re.compile(r"\\o\s*\\ad\s*\(.*\)\s*[,，;；]([^()]*)\)", re.IGNORECASE | re.DOTALL)
_RINGS = frozenset("○〇◯Ｏ")
_ENCLOSED_HAN = dict(zip("一二三四五六七八九十", range(0x3280, 0x328A), strict=True))


def symbol_text(code: int, font: str) -> str:
    """The character a symbol shows; U+FFFD when its font is the only one that knows it."""
    known = _FONTS.get(font.strip().lower())
    if known is not None and code & 0xFF in known:
        return known[code & 0xFF]
    if 0x20 <= code < 0xD800:
        return chr(code)
    return "\ufffd"


def field_text(code: str) -> str:
    """What a field without a result shows; empty for all but drawn characters."""
    if not re.match(r"\s*eq\b", code, re.IGNORECASE):
        return ""
    if ruby := _RUBY.search(code):
        return ruby[1].strip()
    if ring := _RING.search(code):
        around, inside = ring[1].strip(), ring[2].strip()
        return _in_ring(inside) if around in _RINGS else inside or around
    return ""


def _in_ring(text: str) -> str:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 20:
        return chr(0x2460 + int(text) - 1)
    return chr(_ENCLOSED_HAN[text]) if text in _ENCLOSED_HAN else text
