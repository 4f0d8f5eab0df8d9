"""Heights of single characters, as if a text flowed down evenly through its lines.

A place in the middle of a line lies in the middle of the line's height. So a
code point says a height to the pixel or nearly so, in any layout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.reader.page import Page


def height_of(page: Page, place: int) -> float:
    """How far down in the document a code point lies."""
    unit = page.display.to_display(place)
    number = page.display.block_at(unit)
    layout = page.places.text_layout(number)
    inside = unit - page.display.block_starts[number]
    line = layout.lineForTextPosition(inside)
    top = page.places.tops()[number]
    if not line.isValid():
        return top
    below = page.measures.line * (inside - line.textStart()) / max(1, line.textLength())
    return top + line.y() + below


def place_at(page: Page, y: float) -> int:
    """The code point at a height of the document; `height_of` leads back to it."""
    number = page.places.number_at(y)
    top, layout = page.places.tops()[number], page.places.text_layout(number)
    start, length, height = 0, 0, 0.0
    for k in range(layout.lineCount()):
        line = layout.lineAt(k)
        if k and top + line.y() > y:
            break
        start, length, height = line.textStart(), line.textLength(), line.y()
    share = min(max((y - top - height) / page.measures.line, 0.0), 1.0)
    along = min(round(share * length), max(0, length - 1))
    return page.display.to_text(page.display.block_starts[number] + start + along)
