"""Cells of tables: when they are data in rows, and when they only arrange a page."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BLANKS = re.compile(r"[ \t\r\n\xa0\u3000]+")
_HAN = re.compile("[\u3400-\u9fff]")
_LARGE_CELL_HAN = 120


def squeezed(text: str) -> str:
    """On one line, with single blanks."""
    return _BLANKS.sub(" ", text).strip()


def is_prose(paragraphs: Iterable[str]) -> bool:
    """Whether a cell holds text of its own, so that the table only arranges the page."""
    sizes = [len(_HAN.findall(text)) for text in paragraphs]
    return sum(size > 0 for size in sizes) > 1 and sum(sizes) > _LARGE_CELL_HAN
