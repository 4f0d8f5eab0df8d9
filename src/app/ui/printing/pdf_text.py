"""The text inside a PDF that Qt wrote: ideographs instead of radicals.

Noto shares one glyph between an ideograph and the Kangxi radical that looks like it,
and Qt (6.9) names the glyph by the smaller code point: a search for 高 in the file finds
nothing, because it says U+2FBC. The tables that name glyphs (ToUnicode) are plain text
in Qt's files, and a name is four digits either way, so that they are put right in place.
"""

from __future__ import annotations

import re

from app.text.fold import RADICALS

_TABLE = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_NAMES = re.compile(rb"\[[^\]]*\]|(?<=> )<[0-9A-F]{4}>(?=\n)")
"""What glyphs are called: a list, or the third part of a line of its own."""
_NAME = re.compile(rb"<(2[EF][0-9A-F]{2})>")


def with_ideographs(pdf: bytes) -> bytes:
    """The same file, of the same length, whose text has Han ideographs for radicals."""
    return _TABLE.sub(lambda table: _NAMES.sub(_renamed, table.group()), pdf)


def _renamed(names: re.Match[bytes]) -> bytes:
    return _NAME.sub(_ideograph, names.group())


def _ideograph(name: re.Match[bytes]) -> bytes:
    radical = chr(int(name.group(1), 16))
    code = ord(RADICALS.get(radical, radical))
    return f"<{code:04X}>".encode() if code <= 0xFFFF else name.group()
