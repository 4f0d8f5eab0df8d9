"""The list of what would be marked: check boxes, and the passage in its context."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.tag import Tag
from app.ui.autotagging.proposal_model import ENTRY_ROLE, Group, Line, ProposalModel
from app.ui.controls import BY_KEY
from app.ui.painting import RowState, draw_text, panel, row_ground
from app.ui.plain_views import dress_view
from app.ui.theme import Look
from app.workspace.autotagging import Proposal

Index = QModelIndex | QPersistentModelIndex
ROW, BOX, LEFT = 32, 16, 38
BEFORE = 0.3
"""Share of the width for what stands before the passage."""

LEAD = 6
"""Characters of a long passage shown before its first find."""


def paint_box(p: QPainter, look: Look, rect: QRectF, state: Qt.CheckState) -> None:
    """A check box: empty, ticked, or with a dash for a part."""
    on = state != Qt.CheckState.Unchecked
    panel(p, rect, look.accent if on else look.raised, 3, look.accent if on else look.stroke)
    if not on:
        return
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(look.onAccent, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    x, y, side = rect.x(), rect.y(), rect.width()
    if state == Qt.CheckState.PartiallyChecked:
        p.drawLine(QPointF(x + side * 0.25, y + side / 2), QPointF(x + side * 0.75, y + side / 2))
    else:
        points = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.3))
        p.drawPolyline([QPointF(x + side * a, y + side * b) for a, b in points])
    p.restore()


class ProposalRow(QStyledItemDelegate):
    """One line: box, what stands before, the passage on the ground of the tag, what follows."""

    def __init__(self, look: Look, view: ProposalView) -> None:
        super().__init__(view)
        self.look, self._view = look, view
        self.tag: Tag | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.look.px(ROW))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self.look, RowState(option)
        rect = state.rect
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Group):
            p.fillRect(rect, look.dock)
        row_ground(
            p, look, rect,
            selected=state.selected, hovered=state.hovered,
            focused=state.focused and self._view.rings,
        )  # fmt: skip
        side = look.px(BOX)
        indent = 12 if isinstance(entry, Group) else 26
        box = QRectF(rect.x() + indent, rect.center().y() - side / 2, side, side)
        model = self._view.proposals
        if isinstance(entry, Group):
            paint_box(p, look, box, model.state(entry))
            self._paint_group(p, rect, box.right() + 10, entry)
        elif isinstance(entry, Line):
            paint_box(p, look, box, model.state(entry))
            self._paint_line(p, rect, box.right() + 10, entry)
        p.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), look.line)

    def _paint_group(self, p: QPainter, rect: QRectF, x: float, group: Group) -> None:
        look = self.look
        box = QRectF(x, rect.y(), rect.right() - x - 110, rect.height())
        draw_text(p, look, box, group.name, 14, bold=True, elide=Qt.TextElideMode.ElideMiddle)
        accepted = self._view.proposals.accepted_in(group)
        words = self.tr("{accepted} / {count} 处").format(accepted=accepted, count=group.count)
        right = QRectF(rect.right() - 106, rect.y(), 94, rect.height())
        draw_text(p, look, right, words, 12, look.text3, align=Qt.AlignmentFlag.AlignRight)

    def _paint_line(self, p: QPainter, rect: QRectF, x: float, line: Line) -> None:
        look, found = self.look, line.proposal
        accepted = self._view.proposals.is_accepted(line)
        ink = look.text if accepted else look.text3
        room = rect.right() - 10 - x
        before = QRectF(x, rect.y(), room * BEFORE, rect.height())
        draw_text(
            p, look, before, found.before, 14, look.text2 if accepted else look.text3,
            align=Qt.AlignmentFlag.AlignRight, elide=Qt.TextElideMode.ElideLeft,
        )  # fmt: skip
        at, limit = before.right() + 4, rect.right() - 10
        parts = _parts(found)
        metrics, strong = look.metrics(14), look.metrics(14, bold=True)
        width = sum((strong if b else metrics).horizontalAdvance(t) for t, b in parts)
        shown = min(width, limit - at)
        ground = look.tag(self.tag.colour if self.tag else "slate")
        mark = QRectF(at - 2, rect.y() + 5, shown + 4, rect.height() - 11)
        if accepted:
            panel(p, mark, ground.fill, 2)
        p.fillRect(QRectF(mark.x(), mark.bottom(), mark.width(), 2), ground.line)
        for text, is_find in parts:
            if limit - at < 4:
                break
            piece = QRectF(at, rect.y(), limit - at, rect.height())
            at += draw_text(p, look, piece, text, 14, ink, bold=is_find)
        if limit - at > 20:
            rest = QRectF(at + 5, rect.y(), limit - at - 5, rect.height())
            draw_text(p, look, rest, found.after, 14, look.text2 if accepted else look.text3)


def _parts(found: Proposal) -> list[tuple[str, bool]]:
    """The passage as pieces, finds apart; a long one begins a little before its first find."""
    start = found.span.start
    first = found.finds[0].start if found.finds else start
    cut = max(start, first - LEAD) if first - start > 2 * LEAD else start
    parts: list[tuple[str, bool]] = [("…", False)] if cut > start else []
    at = cut
    for find in found.finds:
        if find.start > at:
            parts.append((found.quote[at - start : find.start - start], False))
        begin = max(at, find.start)
        if find.end > begin:
            parts.append((found.quote[begin - start : find.end - start], True))
            at = find.end
    parts.append((found.quote[at - start :], False))
    return [(text.replace("\n", " "), is_find) for text, is_find in parts if text]


class ProposalView(QListView):
    """Space accepts or rejects, Y and N do so and go on, Enter goes to the next report.

    Signals:
        chosen: the current Proposal, or None on a report's name.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, proposals: ProposalModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.proposals = look, proposals
        self.rings = False
        dress_view(self, look)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(proposals)
        self.rows = ProposalRow(look, self)
        self.setItemDelegate(self.rows)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.verticalScrollBar().setSingleStep(self.look.px(ROW))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        entry = current.data(ENTRY_ROLE)
        self.chosen.emit(entry.proposal if isinstance(entry, Line) else None)

    def _selected_rows(self) -> list[int]:
        rows = {index.row() for index in self.selectedIndexes()}
        current = self.currentIndex()
        return sorted(rows) or ([current.row()] if current.isValid() else [])

    # --- mouse and keyboard ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.rings = False
        index = self.indexAt(event.position().toPoint())
        on_box = index.isValid() and event.position().x() < self.look.px(BOX) + LEFT - 4
        if on_box and event.button() is Qt.MouseButton.LeftButton:
            self.proposals.toggle(index.row())
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.rings = event.reason() in BY_KEY
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self._selected_rows()
        key = event.key()
        if not rows or key not in {
            Qt.Key.Key_Space, Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_Return, Qt.Key.Key_Enter,
        }:  # fmt: skip
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self._toggle(rows)
        elif key in {Qt.Key.Key_Y, Qt.Key.Key_N}:
            self.proposals.set_accepted(rows, key == Qt.Key.Key_Y)
            self._go(rows[-1] + 1)
        else:
            entries = self.proposals.entries
            following = range(rows[-1] + 1, len(entries))
            self._go(next((k for k in following if isinstance(entries[k], Group)), rows[-1]))

    def _toggle(self, rows: list[int]) -> None:
        if len(rows) == 1:
            self.proposals.toggle(rows[0])
            return
        entries = self.proposals.entries
        states = {self.proposals.state(entries[row]) for row in rows}
        self.proposals.set_accepted(rows, states != {Qt.CheckState.Checked})

    def _go(self, row: int) -> None:
        if row < len(self.proposals.entries):
            self.setCurrentIndex(self.proposals.index(row))
