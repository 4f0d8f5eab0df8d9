"""Cells of tables: when they are data in rows, and when they only arrange a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Cell:
    """What stands in one cell; `holds_table` when some of its lines are rows of their own."""

    lines: list[str] = field(default_factory=list[str])
    holds_table: bool = False


def row_lines(cells: Sequence[Cell]) -> list[str]:
    """One line with tabs between short cells; the lines of a row with prose one by one."""
    if any(cell.holds_table or is_prose(cell.lines) for cell in cells):
        return [line for cell in cells for line in cell.lines if line.strip()]
    texts = [squeezed(" ".join(filter(None, cell.lines))) for cell in cells]
    return ["\t".join(texts)] if any(texts) else []
