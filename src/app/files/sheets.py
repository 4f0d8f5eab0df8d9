"""Lines of text where they stand on a page, whatever put them there: PDF, OFD, recognition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line; points from the lower left corner of the page.

    Attributes:
        size: width of one Chinese character, from where the glyphs stand: the font
            size that a file names is wrong when a matrix scales it.
    """

    top: float
    bottom: float
    left: float
    right: float
    text: str
    size: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


FEW_CHARACTERS = 8
"""Beside any picture, fewer are a stamp or a page number."""

WATERMARK = 30
"""Beside a picture of most of the page, fewer are what a scanning program adds."""

_MOST = 0.5


def is_picture(lines: Sequence[SheetLine], shares: Iterable[float]) -> bool:
    """Whether a page is a picture and its text is none to speak of.

    Args:
        lines: of the page.
        shares: of the page's area, that each of its pictures covers; asked only where
            there is little text.
    """
    characters = sum(len(line.text) for line in lines)
    if characters >= WATERMARK:
        return False
    return any(share >= _MOST or characters < FEW_CHARACTERS for share in shares)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, as a reader sees it upright.

    Attributes:
        lines: in reading order.
        has_image: whether it shows an image and (next to) no text.
    """

    lines: tuple[SheetLine, ...]
    width: float
    height: float
    has_image: bool

    @property
    def characters(self) -> int:
        return sum(len(line.text) for line in self.lines)
