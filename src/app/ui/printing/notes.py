"""Notes: what was said of a report, as it stands in the margin of a page.

A note is wrapped once, in pixels of the layout; painting draws its lines one by one,
so that a printer whose letters are a hair wider cannot wrap them differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.ui.annotations.wrapping import Wrapping
from app.ui.painting import draw_text, panel, swatch
from app.ui.reader.marks import Mark
from app.ui.theme import Look

PAD, GAP, HEAD = 7.0, 6.0, 18.0
LINE = 17.0
TEXT_PX = 12


@dataclass(frozen=True, slots=True)
class Said:
    """A comment or a reply; `who` is a name."""

    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation on paper.

    Attributes:
        number: counts those with something said, from 1; 0 for a mark with tags only.
        name: of its tags, or what stands for none.
        quote: the marked words; empty for one on the whole report.
        said: the comment first, then the replies.
    """

    number: int
    mark: Mark
    name: str
    quote: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A note wrapped for the margin; its height in pixels of the layout."""

    note: Note
    lines: tuple[tuple[str, bool], ...]
    """Lines with whether each is a name."""

    @property
    def height(self) -> float:
        return HEAD + len(self.lines) * LINE + (PAD if self.lines else 2)


def wrapped(look: Look, note: Note, width: float) -> Card:
    """A note as a card of a width."""
    wrapping = Wrapping(partial(look.width, px=TEXT_PX))
    room = width - 2 * PAD - 2  # what a printer's letters may be wider
    lines: list[tuple[str, bool]] = []
    for k, said in enumerate(note.said):
        if k or len({one.who for one in note.said}) > 1:
            lines.append((said.who, True))
        for paragraph in wrapping.paragraphs(said.words, room):
            lines += [(line, False) for line in paragraph]
    return Card(note, tuple(lines))


def placed(cards: Sequence[tuple[float, Card]], top: float, bottom: float) -> list[float]:
    """Tops of the cards of one page: each at its anchor, or as near as the others let it.

    Args:
        cards: with the height at which each would like to stand, in that order;
            together they are no higher than the room from `top` to `bottom`.

    Returns:
        Rising tops, GAP apart at least, inside the room.
    """
    tops: list[float] = []
    free = top
    for wish, card in cards:
        at = max(free, wish)
        tops.append(at)
        free = at + card.height + GAP
    limit = bottom
    for k in range(len(tops) - 1, -1, -1):  # those pushed out at the foot move up again
        tops[k] = min(tops[k], limit - cards[k][1].height)
        limit = tops[k] - GAP
    return tops


def fitting(
    cards: Sequence[tuple[float, Card]], room: float
) -> tuple[list[tuple[float, Card]], list[Card]]:
    """Those that find room in the margin of one page, and those that do not.

    Marks without words give way first, then what stands lowest.
    """
    kept = list(cards)
    left: list[Card] = []

    def height() -> float:
        return sum(card.height + GAP for _, card in kept) - GAP

    while kept and height() > room:
        silent = [k for k, (_, card) in enumerate(kept) if not card.note.said]
        _, card = kept.pop(silent[-1] if silent else -1)
        left.append(card)
    return kept, left[::-1]


def paint_card(p: QPainter, look: Look, card: Card, rect: QRectF) -> None:
    """Draw a card into its rectangle."""
    mark = card.note.mark
    if card.lines:
        panel(p, rect, look.page, 3, look.line2)
    x, middle = rect.x() + PAD, rect.y() + HEAD / 2 + 1
    for tag in mark.tags[:3]:
        swatch(p, look, x, middle, tag.colour, tag.kind, 8)
        x += 11
    head = QRectF(x + 1, rect.y() + 1, rect.right() - PAD - x, HEAD)
    number = f"{card.note.number} " if card.note.number else ""
    draw_text(p, look, head, number + card.note.name, TEXT_PX, look.text, bold=bool(number))
    baseline = rect.y() + HEAD + look.metrics(TEXT_PX).ascent()
    for line, is_name in card.lines:
        p.setFont(look.font(TEXT_PX, bold=is_name))
        p.setPen(look.text3 if is_name else look.text2)
        p.drawText(QPointF(rect.x() + PAD, baseline), line)
        baseline += LINE
