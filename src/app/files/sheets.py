"""Lines of text where they stand on a page, whatever put them there: PDF, OFD, recognition."""

from __future__ import annotations

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
