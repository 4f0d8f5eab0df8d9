"""The page under mouse and keyboard: selecting, scrolling, commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from app.domain.anchor import Span
from app.ui.actions import SPECS
from app.ui.key_map import KeyMap, pressed
from app.ui.reader.marks import Placed
from app.ui.reader.page import Page
from app.ui.reader.units import Unit, Units
from app.ui.theme import Look

NOTCH = 120
LINES_PER_NOTCH = 3
NEAR_PX = 5
AUTOSCROLL_MS = 30
MOST_OF_A_TIP = 120
_MOVES = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}


class ReaderView(Page):
    """A page that can be read, selected in and commanded.

    Signals:
        selection_settled: Span or None; on release of mouse or Shift, never in a drag.
        mark_pressed: UUID; a click on a marked passage without a selection.
        background_pressed: a click on text without a mark.
        command: id of an action of the table whose key was pressed and which the
            view does not carry out by itself, or `edit`.
        driven: the person scrolls this view (True: this one alone, with Alt).
        zoom_wished: +1 or −1 steps, by Ctrl and the wheel.
        span_wished: UUID, Span; the keyboard moves an end of the active mark.
        focused, context_wished (global position).

    Input methods are off: the text is read-only, so that single letters are
    commands and never part of a composition.

    Attributes:
        keys: what a key means while the text has the focus.
        own_actions: what the view itself does, by the id of the action.
    """

    selection_settled = Signal(object)
    mark_pressed = Signal(object)
    background_pressed = Signal()
    command = Signal(str)
    driven = Signal(bool)
    zoom_wished = Signal(int)
    span_wished = Signal(object, object)
    focused = Signal()
    context_wished = Signal(QPoint)

    def __init__(
        self, look: Look, parent: QWidget | None = None, keys: KeyMap | None = None
    ) -> None:
        super().__init__(look, parent)
        self.keys = keys or KeyMap(SPECS)
        self.own_actions: dict[str, Callable[[], object]] = {
            "end_on": lambda: self._move_edge(1, of_start=False),
            "end_back": lambda: self._move_edge(-1, of_start=False),
            "start_on": lambda: self._move_edge(1, of_start=True),
            "start_back": lambda: self._move_edge(-1, of_start=True),
        }
        self.units = Units("")
        self._unit = Unit.CHARACTER
        self._first: Span | None = None
        self._clicks = 0
        self._pressed_at = QPointF()
        self._pressed_time = 0.0
        self._is_dragging = False
        self._pointer = QPointF()
        self._shift_moved = False
        self._autoscroll = QTimer(self, interval=AUTOSCROLL_MS)
        self._autoscroll.timeout.connect(self._scroll_to_pointer)
        self._told: set[UUID] = set()
        self.cursorPositionChanged.connect(self._tell_marks)
        self.bar.driven.connect(lambda: self._drive(alone=False))
        for watched in (self, self.viewport()):
            watched.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    @property
    def is_dragging(self) -> bool:
        """A selection is being made right now."""
        return self._is_dragging or self._shift_moved

    # --- mouse -----------------------------------------------------------------------

    def place_at(self, point: QPointF) -> int:
        """The code point under a point of the viewport (not the gap nearest to it)."""
        at = QPointF(point.x(), point.y() + self.bar.value())
        layout = self.document().documentLayout()
        unit = max(0, layout.hitTest(at, Qt.HitTestAccuracy.FuzzyHit))
        block_start = self.display.block_starts[self.display.block_at(unit)]
        cursor = QTextCursor(self.document())
        cursor.setPosition(unit)
        if unit > block_start and self.cursorRect(cursor).center().x() > point.x():
            cursor.movePosition(QTextCursor.MoveOperation.Left)
        return self.display.to_text(cursor.position())

    def _count_clicks(self, event: QMouseEvent) -> int:
        """1 to 4 clicks at one place, each within the double click time of the one before."""
        near = (event.position() - self._pressed_at).manhattanLength() <= NEAR_PX
        soon = monotonic() - self._pressed_time <= QApplication.doubleClickInterval() / 1000
        self._clicks = self._clicks % 4 + 1 if near and soon else 1
        if event.type() is QEvent.Type.MouseButtonDblClick and self._clicks == 1:
            self._clicks = 2
        self._pressed_at, self._pressed_time = event.position(), monotonic()
        return self._clicks

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            if event.button() is not Qt.MouseButton.RightButton:
                super().mousePressEvent(event)
            return
        self._drive(alone=False)
        self.glide.stop()
        self._pointer = event.position()
        self._is_dragging = True
        self._unit = Unit(self._count_clicks(event))
        if self._unit is Unit.CHARACTER:
            self._first = None
            super().mousePressEvent(event)
        else:
            self._first = self.units.at(self.place_at(event.position()), self._unit)
            self.select(self._first)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if not event.buttons():
            marks = self.places.marks_at(event.position() + QPointF(0, self.bar.value()))
            self.set_hovered(marks[0].mark.id if marks else None)
        if self._first is None:
            super().mouseMoveEvent(event)
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._grow_to(event.position())
            outside = not self.viewport().rect().contains(event.position().toPoint())
            if outside != self._autoscroll.isActive():
                (self._autoscroll.start if outside else self._autoscroll.stop)()

    def _grow_to(self, point: QPointF) -> None:
        assert self._first is not None
        here = self.units.at(self.place_at(point), self._unit)
        backwards = here.start < self._first.start
        whole = Span(min(here.start, self._first.start), max(here.end, self._first.end))
        self.select(whole, backwards=backwards)

    def _scroll_to_pointer(self) -> None:
        y, height = self._pointer.y(), self.viewport().height()
        step = y if y < 0 else max(0.0, y - height)
        self._drive(alone=False)
        self.bar.setValue(self.bar.value() + round(step))
        self._grow_to(QPointF(self._pointer.x(), min(max(y, 1), height - 1)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        self._autoscroll.stop()
        self._is_dragging = False
        if self._first is None:
            super().mouseReleaseEvent(event)
        moved = (event.position() - self._pressed_at).manhattanLength() > NEAR_PX
        if self._unit is Unit.CHARACTER and not moved and not self.textCursor().hasSelection():
            self._press_mark(event.position())
        self.selection_settled.emit(self.selection())

    def _press_mark(self, point: QPointF) -> None:
        """Activate the shortest mark here; a second click there goes one deeper."""
        marks = self.places.marks_at(point + QPointF(0, self.bar.value()))
        ids: list[UUID | None] = [placed.mark.id for placed in marks]
        if not ids:
            self.background_pressed.emit()
        else:
            deeper = ids.index(self.active) + 1 if self.active in ids else 0
            self.mark_pressed.emit(ids[deeper % len(ids)])

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            marks = self.places.marks_at(QPointF(event.pos()) + QPointF(0, self.bar.value()))
            QToolTip.showText(event.globalPos(), self.words_of(marks), self.viewport())
            return True
        return super().viewportEvent(event)

    def words_of(self, marks: Sequence[Placed]) -> str:
        """What a tool tip says of some marks: tags with their codes, and who said what."""
        said: list[str] = []
        for placed in marks:
            mark = placed.mark
            names = self.tr("、").join(f"{tag.code} {tag.name}".strip() for tag in mark.tags)
            head = " · ".join(part for part in (names, mark.reviewer_name) if part)
            comment = (
                mark.comment
                if len(mark.comment) <= MOST_OF_A_TIP
                else (mark.comment[:MOST_OF_A_TIP] + "…")
            )
            said.append("\n".join(part for part in (head, comment) if part))
        return "\n\n".join(said)

    def _tell_marks(self) -> None:
        """Marks are painted; a screen reader is told of those at the caret."""
        if not QAccessible.isActive():
            return
        at = self.textCursor().position()
        block = self.display.block_at(at)
        here = [p for p in self.index.in_block(block) if p.start <= at < p.end]
        ids = {p.mark.id for p in here}
        if ids and ids != self._told:
            names = self.tr("、").join(p.mark.tags[0].name for p in here if p.mark.tags)
            words = self.tr("光标处有 {count} 条批注：{names}").format(count=len(here), names=names)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self._told = ids

    def leaveEvent(self, event: QEvent) -> None:
        self.set_hovered(None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.context_wished.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    # --- wheel -----------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()  # Alt turns it sideways
        modifiers = event.modifiers()
        event.accept()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            if turned:
                self.zoom_wished.emit(1 if turned > 0 else -1)
            return
        self._drive(alone=bool(modifiers & Qt.KeyboardModifier.AltModifier))
        pixels = event.pixelDelta().y() or event.pixelDelta().x()
        if pixels:
            self.glide.stop()
            self.bar.setValue(self.bar.value() - pixels)
        elif turned:
            step = turned / NOTCH * LINES_PER_NOTCH * self.measures.line
            self.glide.to(self.glide.goal - round(step))

    def _drive(self, *, alone: bool) -> None:
        self.driven.emit(alone)

    # --- keys ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.keys.action_of(event)
        key, modifiers = event.key(), event.modifiers()
        if action in self.own_actions:
            self.own_actions[action]()
        elif action is not None:
            self.command.emit(action)
        elif self.active is not None and pressed(event) == "Return":
            self.command.emit("edit")
        elif key == Qt.Key.Key_Space and not self.textCursor().hasSelection():
            self._turn_page(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in _MOVES:
            self._drive(alone=False)
            self._bring_caret_into_view(modifiers)
            super().keyPressEvent(event)
            self._shift_moved = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through overlapping marks before it leaves the text."""
        return (forward and self._step_through_marks()) or super().focusNextPrevChild(forward)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift and self._shift_moved:
            self._shift_moved = False
            self.selection_settled.emit(self.selection())

    def _turn_page(self, step: int) -> None:
        self._drive(alone=False)
        height = self.bar.pageStep() - 2 * self.measures.line
        self.glide.to(self.glide.goal + step * height)

    def _bring_caret_into_view(self, modifiers: Qt.KeyboardModifier) -> None:
        """After scrolling by wheel the arrows go on from what is seen, not from far away."""
        visible = self.viewport().rect().intersects(self.cursorRect())
        if visible or modifiers or self.textCursor().hasSelection():
            return
        place, _ = self.reading_position()
        cursor = self.textCursor()
        cursor.setPosition(self.display.to_display(place))
        value = self.bar.value()
        self.setTextCursor(cursor)
        self.bar.setValue(value)

    def _move_edge(self, step: int, *, of_start: bool) -> None:
        """Move an end of the selection (else of the active mark) by a word."""
        selected = self.selection()
        placed = self.index[self.active] if self.active else None
        span = selected or (placed.mark.span if placed else None)
        if span is None:
            return
        edge = self._shown_edge(span.start if of_start else span.end, step)
        start, end = (edge, span.end) if of_start else (span.start, edge)
        if not start < end:
            return
        changed = Span(start, end)
        if selected:
            self.select(changed)
            self.selection_settled.emit(changed)
        elif placed:
            self.span_wished.emit(placed.mark.id, changed)

    def _shown_edge(self, place: int, step: int) -> int:
        """The next word edge that is shown: blanks and hidden lines are stepped over."""
        shown = self.display.to_display(place)
        edge = self.units.word_edge(place, step)
        while 0 < edge < len(self.display.text) and self.display.to_display(edge) == shown:
            edge = self.units.word_edge(edge, step)
        return edge

    def _step_through_marks(self) -> bool:
        """Bring the next of the overlapping marks forward; False after the last."""
        placed = self.index[self.active] if self.active else None
        if placed is None:
            return False
        around = [
            p
            for block in self.index.blocks(placed)
            for p in self.index.in_block(block)
            if p.start < placed.end and placed.start < p.end
        ]
        around = sorted({id(p): p for p in around}.values(), key=lambda p: (p.length, p.start))
        after = around.index(placed) + 1
        if after >= len(around):
            return False
        self.mark_pressed.emit(around[after].mark.id)
        return True
