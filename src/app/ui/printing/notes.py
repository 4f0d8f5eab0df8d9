"""Notes: what was said of a report, as it stands in the margin of a page.

A note is wrapped once, in pixels of the layout; painting draws its lines one by one,
so that a printer whose letters are a hair wider cannot wrap them differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.files.pdf_markup import Saying
from app.ui.annotations.wrapping import Wrapping
from app.ui.painting import panel, swatch
from app.ui.reader.marks import Mark
from app.ui.theme import Look

PAD, GAP = 7.0, 6.0
LINE = 17.0
SWATCH = 11.0
TEXT_PX = 12
MOST_SWATCHES = 3


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation on paper.

    Attributes:
        number: in text order, from 1; 0 for one that has no entry.
        name: of its tags, or what stands for none.
        quote: the marked words; empty for one on the whole report.
        said: who made it when, and its comment, which may be empty.
        signs: what else is to be known of it (settled, place to be confirmed).
        links: one line each.
        place: its citation.
        paths: its tags with the groups they are of.
    """

    number: int
    mark: Mark
    name: str
    quote: str
    said: Saying
    replies: tuple[Saying, ...] = ()
    signs: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    place: str = ""
    paths: str = ""
    dates: tuple[str, ...] = ()
    """When the comment and each reply were last edited, in words."""

    @property
    def id(self) -> UUID:
        return self.mark.id

    @property
    def is_silent(self) -> bool:
        """Nothing was said: it is a mark and perhaps its tags."""
        return not (self.said.text or self.replies or self.signs or self.links)

    def who(self, number: int) -> str:
        """Author and date of the comment (0) or a reply."""
        said = (self.said, *self.replies)[number]
        return " ".join(part for part in (said.author, self.dates[number]) if part)


class Ink(Enum):
    """How a line of a card is drawn."""

    NAME = auto()
    TEXT = auto()
    PALE = auto()
    WHO = auto()

    @property
    def is_bold(self) -> bool:
        return self in {Ink.NAME, Ink.WHO}


@dataclass(frozen=True, slots=True)
class Card:
    """A note wrapped for the margin; its height in pixels of the layout.

    Attributes:
        lines: the first ones are its name, beside the swatches.
        is_stub: it only says that the note stands at the end.
    """

    note: Note
    lines: tuple[tuple[str, Ink], ...]
    is_stub: bool = False

    @property
    def has_frame(self) -> bool:
        return any(ink is not Ink.NAME for _, ink in self.lines)

    @property
    def height(self) -> float:
        return len(self.lines) * LINE + (PAD + 2 if self.has_frame else 3)


def wrapped(look: Look, note: Note, width: float, *, cites: bool = True) -> Card:
    """A note as a card of a width."""
    return Card(note, tuple(_lines(look, note, width, cites=cites)))


def stub(look: Look, note: Note, width: float, words: str) -> Card:
    """What stands in the margin for a note at the end: its number and these words."""
    wrapping = Wrapping(partial(look.width, px=TEXT_PX, bold=True))
    room = width - 2 * PAD - 2 - _signs_width(note)
    line = wrapping.lines(f"{note.number} {words}", room, 1)[0]
    return Card(note, ((line, Ink.NAME),), is_stub=True)


def _lines(look: Look, note: Note, width: float, *, cites: bool) -> Iterator[tuple[str, Ink]]:
    room = width - 2 * PAD - 2  # what a printer's letters may be wider
    plain = Wrapping(partial(look.width, px=TEXT_PX))
    strong = Wrapping(partial(look.width, px=TEXT_PX, bold=True))
    name = f"{note.number} {note.name}" if note.number else note.name
    for line in strong.lines(name, room - _signs_width(note), len(name) + 1):
        yield line, Ink.NAME
    if note.is_silent:
        return

    def text(words: str, ink: Ink) -> Iterator[tuple[str, Ink]]:
        for paragraph in plain.paragraphs(words, room):
            for line in paragraph:
                yield line, ink

    yield from text(note.said.text, Ink.TEXT)
    yield from text(" · ".join((note.who(0), *note.signs)), Ink.PALE)
    for number, reply in enumerate(note.replies, 1):
        for line in strong.lines(f"↳ {note.who(number)}", room, 99):
            yield line, Ink.WHO
        yield from text(reply.text, Ink.TEXT)
    for link in note.links:
        yield from text(link, Ink.TEXT)
    if cites and note.place:
        yield from text(note.place, Ink.PALE)


def _signs_width(note: Note) -> float:
    return min(MOST_SWATCHES, len(note.mark.tags)) * SWATCH + 1


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


def is_enough(cards: Sequence[tuple[float, Card, Card]], room: float) -> bool:
    """Whether all cards find room in the margin of one page."""
    return sum(card.height + GAP for _, card, _ in cards) - GAP <= room


def fitting(
    cards: Sequence[tuple[float, Card, Card]], room: float
) -> tuple[list[tuple[float, Card]], list[Note]]:
    """What finds room in the margin of one page, and the notes that stand at the end.

    A note that finds none leaves its stub while there is room for that. The highest
    one gives way first: the fewest are sent to the end.

    Args:
        cards: wished height, card and stub of each note, in that order.
    """
    kept: list[tuple[float, Card] | None] = [(wish, card) for wish, card, _ in cards]
    height = sum(card.height + GAP for _, card, _ in cards) - GAP
    sent: set[int] = set()
    for k in sorted(range(len(cards)), key=lambda k: (-cards[k][1].height, -k)):
        if height <= room:
            break
        wish, card, small = cards[k]
        sent.add(k)
        kept[k] = (wish, small)
        height += small.height - card.height
    for k in sorted(sent, reverse=True):
        if height <= room:
            break
        kept[k] = None
        height -= cards[k][2].height + GAP
    return [one for one in kept if one is not None], [cards[k][1].note for k in sorted(sent)]


def paint_card(p: QPainter, look: Look, card: Card, rect: QRectF) -> None:
    """Draw a card into its rectangle."""
    mark = card.note.mark
    if card.has_frame:
        panel(p, rect, look.page, 3, look.line2)
    left, baseline = rect.x() + PAD, rect.y() + 2 + look.metrics(TEXT_PX).ascent()
    x, middle = left, rect.y() + 1 + LINE / 2
    for tag in mark.tags[:MOST_SWATCHES]:
        swatch(p, look, x, middle, tag.colour, tag.kind, 8)
        x += SWATCH
    for line, ink in card.lines:
        is_name = ink is Ink.NAME
        p.setFont(look.font(TEXT_PX, bold=ink.is_bold))
        p.setPen({Ink.NAME: look.text, Ink.TEXT: look.text2}.get(ink, look.text3))
        p.drawText(QPointF(left + (_signs_width(card.note) if is_name else 0), baseline), line)
        baseline += LINE
