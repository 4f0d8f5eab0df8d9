"""One card: tag, who said it, what was said and answered, in lines that were broken once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.ui.annotations.wrapping import Wrapping
from app.ui.painting import draw_text, drop_shadow, panel, swatch
from app.ui.reader.marks import Mark
from app.ui.reader.thread import Said
from app.ui.theme import Look
from app.ui.when import when

HEAD, PAD, FOOT, TEXT_PX, LINE, SMALL = 26, 9, 8, 13, 19, 17
PARAGRAPH_GAP = 4
FOLDED_LINES, OPEN_LINES = 6, 24
"""Lines of a comment before it is folded: on any card, and on the active one."""

REPLY_INSET = 10


class Size(IntEnum):
    """How much of a card is shown; where cards crowd, they make themselves small."""

    LINE = 0
    BRIEF = 1
    FULL = 2
    OPEN = 3


PartKind = Literal["comment", "reply", "fold", "slot"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card, placed in it."""

    x: float
    y: float
    text: str
    role: str = "text2"
    px: int = TEXT_PX
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a card that can be pressed, or (`slot`) where the editor stands."""

    kind: PartKind
    top: float
    bottom: float
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an editor takes the place of words.

    Attributes:
        what: the comment, a new reply, or the reply of this id.
    """

    what: Literal["comment", "reply"]
    height: float
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """Everything of a card but its head and frame."""

    size: Size
    height: float
    lines: tuple[Line, ...] = ()
    parts: tuple[Part, ...] = ()


def head_of(mark: Mark, untagged: str) -> str:
    """Names of the tags, the short ones where the codebook has them."""
    if mark.is_doubtful:
        doubt = QCoreApplication.translate("Cards", "？待确认 {name}")
        return doubt.format(name=_names(mark, untagged))
    return _names(mark, untagged)


def _names(mark: Mark, untagged: str) -> str:
    if not mark.tags:
        return untagged
    if len(mark.tags) == 1:
        return mark.tags[0].name
    return QCoreApplication.translate("Cards", "、").join(
        tag.short_name or tag.name for tag in mark.tags
    )


def signature(name: str, at: object) -> str:
    """Who and when: `审阅甲 · 3月2日 14:20`."""
    from datetime import datetime

    moment = when(at) if isinstance(at, datetime) else ""
    return " · ".join(part for part in (name, moment) if part)


@dataclass(slots=True)
class Setter:
    """Sets the words of cards in one font and keeps what it has set."""

    look: Look
    _kept: dict[tuple[object, ...], Body] = field(default_factory=dict[tuple[object, ...], Body])
    _wrapping: Wrapping | None = None
    _small: Wrapping | None = None

    def forget(self) -> None:
        """The fonts changed."""
        self._kept.clear()
        self._wrapping = self._small = None

    def body(
        self,
        mark: Mark,
        width: float,
        size: Size,
        *,
        unfolded: bool = False,
        draft: str = "",
        slot: Slot | None = None,
    ) -> Body:
        """The words of a card of a width; an open one with an editor is not kept."""
        key = (
            mark.comment, mark.replies, mark.resolved, mark.reviewer_name, mark.at,
            draft, width, size, unfolded,
        )  # fmt: skip
        found = self._kept.get(key) if slot is None else None
        if found is None:
            found = _Setting(self, mark, width, size, unfolded, draft, slot).body()
            if slot is None:
                if len(self._kept) > 20_000:
                    self._kept.clear()
                self._kept[key] = found
        return found

    def wrap(self, text: str, room: float, px: int = TEXT_PX) -> list[list[str]]:
        if self._wrapping is None or self._small is None:
            self._wrapping = Wrapping(self.look.metrics(TEXT_PX).horizontalAdvance)
            self._small = Wrapping(self.look.metrics(12).horizontalAdvance)
        return (self._wrapping if px == TEXT_PX else self._small).paragraphs(text, room)

    def elided(self, text: str, room: float, px: int = TEXT_PX) -> str:
        one = " ".join(text.split())
        return self.look.metrics(px).elidedText(one, Qt.TextElideMode.ElideRight, room)


class _Setting:
    """One card being set, from top to bottom."""

    def __init__(
        self,
        setter: Setter,
        mark: Mark,
        width: float,
        size: Size,
        unfolded: bool,
        draft: str,
        slot: Slot | None,
    ) -> None:
        self._setter, self._mark, self._size = setter, mark, size
        self._unfolded, self._draft, self._slot = unfolded, draft, slot
        self._px = setter.look.px
        self._room = width - 2 * PAD
        self._y = float(self._px(HEAD))
        self._lines: list[Line] = []
        self._parts: list[Part] = []

    def body(self) -> Body:
        px, mark = self._px, self._mark
        if self._size is Size.LINE:
            return Body(self._size, px(HEAD) + 2)
        if self._size is Size.BRIEF:
            self._brief()
        else:
            if self._size is Size.OPEN:
                self._put(signature(mark.reviewer_name, mark.at), "text3", px=12, height=SMALL)
            self._comment()
            self._draft_line()
            if self._size is Size.OPEN:
                self._replies()
            elif mark.replies:
                self._last_reply()
        return Body(self._size, self._y + FOOT, tuple(self._lines), tuple(self._parts))

    def _put(
        self, text: str, role: str, *, x: float = PAD, px: int = TEXT_PX, height: int = LINE,
        bold: bool = False,
    ) -> None:  # fmt: skip
        self._lines.append(Line(x, self._y, text, role, px, bold))
        self._y += self._px(height)

    def _brief(self) -> None:
        said = self._mark.comment or (self._mark.replies[-1].text if self._mark.replies else "")
        self._put(self._setter.elided(said or self._draft, self._room), "text2")

    def _comment(self) -> None:
        slot, start = self._slot, self._y
        if slot is not None and slot.what == "comment":
            self._take_slot(slot)
            return
        if not self._mark.comment:
            return
        is_open = self._size is Size.OPEN
        most = OPEN_LINES if is_open else FOLDED_LINES
        self._text(self._mark.comment, "text" if is_open else "text2", PAD, most)
        self._parts.insert(0, Part("comment", start, self._y))

    def _text(self, text: str, role: str, x: float, most: int) -> None:
        """Words by paragraph, folded after so many lines."""
        paragraphs = self._setter.wrap(text, self._room - (x - PAD))
        count = sum(map(len, paragraphs))
        # One line more costs no more room than the word that unfolds it.
        keep = count if self._unfolded or count <= most + 1 else most
        left = keep
        for number, lines in enumerate(paragraphs):
            if left <= 0:
                break
            if number:
                self._y += self._px(PARAGRAPH_GAP)
            for line in lines[:left]:
                self._put(line, role, x=x)
            left -= len(lines)
        if count > keep or (self._unfolded and count > most + 1):
            top = self._y
            words = (
                QCoreApplication.translate("Cards", "展开，还有 {count} 行").format(
                    count=count - keep
                )
                if count > keep
                else QCoreApplication.translate("Cards", "收起")
            )
            self._put(words, "accent", x=x, px=12)
            self._parts.append(Part("fold", top, self._y))

    def _draft_line(self) -> None:
        if self._draft and self._slot is None:
            words = QCoreApplication.translate("Cards", "草稿：{text}").format(text=self._draft)
            top = self._y
            self._put(self._setter.elided(words, self._room, 12), "warn", px=12, height=SMALL)
            self._parts.append(Part("comment", top, self._y))

    def _last_reply(self) -> None:
        replies = self._mark.replies
        last = replies[-1]
        words = QCoreApplication.translate("Cards", "{name}：{text}").format(
            name=last.reviewer_name, text=last.text
        )
        if len(replies) > 1:
            words = QCoreApplication.translate("Cards", "{count} 条回复 · {last}").format(
                count=len(replies), last=words
            )
        self._y += 3
        self._put(self._setter.elided(words, self._room, 12), "text3", px=12, height=SMALL)

    def _replies(self) -> None:
        for said in self._mark.replies:
            self._reply(said)
        slot = self._slot
        if slot is not None and slot.what == "reply" and slot.id is None:
            self._y += 6
            self._take_slot(slot)

    def _reply(self, said: Said) -> None:
        self._y += 6
        top, slot, x = self._y, self._slot, PAD + REPLY_INSET
        self._put(signature(said.reviewer_name, said.at), "text3", x=x, px=12, height=SMALL)
        if slot is not None and slot.what == "reply" and slot.id == said.id:
            self._take_slot(slot)
        else:
            self._text(said.text, "text", x, OPEN_LINES)
        self._parts.append(Part("reply", top, self._y, said.id))

    def _take_slot(self, slot: Slot) -> None:
        self._parts.append(Part("slot", self._y, self._y + slot.height))
        self._y += slot.height


def paint_frame(
    p: QPainter, look: Look, rect: QRectF, *, active: bool = False, hovered: bool = False
) -> None:
    """The ground of a card; the active one is raised and outlined in the accent."""
    if active:
        drop_shadow(p, look, rect, 6, 6)
    border = look.accent if active else look.line2 if hovered else look.line
    panel(p, rect, look.raised if active else look.dock, 5, border, 1.5 if active else 1)


def paint_card(
    p: QPainter,
    look: Look,
    rect: QRectF,
    mark: Mark,
    body: Body,
    untagged: str,
    *,
    hovered: bool = False,
) -> None:
    """Draw a card; an open one is the active one."""
    active = body.size is Size.OPEN
    paint_frame(p, look, rect, active=active, hovered=hovered)
    right = _paint_right(p, look, rect, mark, hovered=hovered and not active)
    _paint_head(p, look, rect, mark, body.size, untagged, right)
    paint_lines(p, look, rect.topLeft(), body.lines)
    if active:
        for part in body.parts:
            if part.kind == "reply":
                bar = QRectF(rect.x() + PAD + 2, rect.y() + part.top + 3, 2, part.bottom - part.top)
                p.fillRect(bar.adjusted(0, 0, 0, -5), look.line2)


def paint_lines(p: QPainter, look: Look, origin: QPointF, lines: Sequence[Line]) -> None:
    """The words of a card."""
    font = (0, False)
    for line in lines:
        if (line.px, line.bold) != font:
            font = (line.px, line.bold)
            p.setFont(look.font(line.px, bold=line.bold))
        ascent = look.metrics(line.px, bold=line.bold).ascent()
        height = look.px(LINE if line.px == TEXT_PX else SMALL)
        drop = (height + ascent - look.metrics(line.px, bold=line.bold).descent()) / 2
        p.setPen(getattr(look, line.role))
        p.drawText(origin + QPointF(line.x, line.y + drop), line.text)


def _paint_right(p: QPainter, look: Look, rect: QRectF, mark: Mark, *, hovered: bool) -> float:
    """Who said it (a character; the time while hovered), and whether it is settled."""
    y, height = rect.y() + 3, look.px(HEAD) - 3
    who = when(mark.at) if hovered and mark.at else mark.reviewer_name[-1:]
    width = look.width(who, 12) + 2
    box = QRectF(rect.right() - PAD - width, y, width, height)
    draw_text(p, look, box, who, 12, look.text3, align=Qt.AlignmentFlag.AlignRight)
    x = box.x() - 4
    if mark.resolved:
        side = look.px(14)
        p.drawPixmap(QPointF(x - side, y + (height - side) / 2), look.pixmap("ok", look.ok, 14))
        x -= side + 4
    return x


def _paint_head(
    p: QPainter, look: Look, rect: QRectF, mark: Mark, size: Size, untagged: str, right: float
) -> None:
    y, height = rect.y() + 3, look.px(HEAD) - 3
    x = rect.x() + PAD
    for tag in mark.tags[:3]:
        swatch(p, look, x, y + height / 2, tag.colour, tag.kind, 9)
        x += 12
    x += 3 if mark.tags else 0
    quiet = size is Size.LINE
    name = head_of(mark, untagged)
    if quiet:
        said = mark.comment or (mark.replies[-1].text if mark.replies else "")
        name = " ".join(said.split()) or name
    ink = look.text3 if quiet or not mark.tags else look.text
    box = QRectF(x, y, max(0.0, right - x), height)
    draw_text(p, look, box, name, 13, ink, bold=bool(mark.tags) and not quiet)
