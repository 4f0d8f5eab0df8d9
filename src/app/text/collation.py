"""The order of Chinese names: by pronunciation, as a dictionary or a telephone book has it.

The first level of GB 2312 (3,755 common characters) is arranged by pinyin, and GB 18030
keeps its codes, so that comparing encoded names orders them by pronunciation without a
dictionary. Rarer characters follow, by radical.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

_OTHER_READINGS = str.maketrans({"重": "崇"})
_READ_OTHERWISE = re.compile(r"重庆|重阳")
"""In these names the standard's reading (zhong) is wrong; 崇 is a common chong."""

_DIGITS = re.compile(r"(\d+)")


OrderKey: TypeAlias = tuple[tuple[int, int, bytes], ...]


@lru_cache(maxsize=8192)
def order_key(name: str) -> OrderKey:
    """A key to sort names by: numbers by value, Latin before Han, Han by pronunciation."""
    read = _READ_OTHERWISE.sub(lambda found: found[0].translate(_OTHER_READINGS), name)
    return tuple(
        (0, int(part), b"") if part.isdecimal() else (1, 0, _bytes(part))
        for part in _DIGITS.split(read)
        if part
    )


def _bytes(part: str) -> bytes:
    # Every code point has a code in GB 18030 but lone surrogates, which no stored text holds.
    return part.casefold().encode("gb18030", errors="replace")
