"""The page under mouse and keyboard: selecting, scrolling, commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.domain.anchor import Span
from app.ui.actions import SPECS
from app.ui.focus import BY_KEY, PASSING, FocusEdge
from app.ui.key_map import KeyMap, pressed
from app.ui.reader.bounds import Bounds
from app.ui.reader.marks import Placed
from app.ui.reader.page import Page
from app.ui.reader.selecting import Selecting
from app.ui.reader.telling import Telling
from app.ui.reader.units import Units
from app.ui.theme import Look

NOTCH = 120
LINES_PER_NOTCH = 3
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


_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr}


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
        span_wished: UUID, Span; an end of the active mark was moved, by handle or key.
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
        self.units = Units("")
        self.selecting = Selecting(self)
        self.bounds = Bounds(self)
        self.own_actions: dict[str, Callable[[], object]] = {
            **self.selecting.actions(),
            **self.bounds.actions(),
        }
        self._shift_moved = False
        self._held = Qt.KeyboardModifier.NoModifier
        self.link_words: Callable[[UUID], str] | None = None
        self.telling = Telling(self)
        self.edge = FocusEdge(look, self)
        self.cursorPositionChanged.connect(self.telling.tell_caret)
        self.bar.driven.connect(lambda: self._drive(alone=False))
        for watched in (self, self.viewport()):
            watched.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    @property
    def is_dragging(self) -> bool:
        """A selection is being made right now."""
        return self.selecting.is_dragging or self._shift_moved

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

    def selection_rect(self) -> QRect:
        """The last line of the selection, or the caret, in the viewport."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return self.cursorRect()
        rects = self.places.rects(cursor.selectionStart(), cursor.selectionEnd())
        if not rects:
            return self.cursorRect()
        return rects[-1].translated(0, -self.bar.value()).toAlignedRect()

    def gap_at(self, point: QPointF) -> int:
        """The gap between characters nearest to a point of the viewport, in units shown."""
        return self.cursorForPosition(point.toPoint()).position()

    def caret_to(self, span: Span | None) -> None:
        """Let the keys go on from a passage; a selection is not given up for it."""
        if span is not None and self.selection() is None:
            self.put_caret(span.start)

    def put_caret(self, place: int) -> None:
        """Put the caret at a code point without scrolling, so that keys go on from there."""
        cursor = self.textCursor()
        cursor.setPosition(self.display.to_display(place))
        self.place_cursor(cursor)

    def place_cursor(self, cursor: QTextCursor) -> None:
        """Take a cursor; what the mouse does must not scroll the page."""
        value = self.bar.value()
        self.setTextCursor(cursor)
        self.bar.setValue(value)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.edge.set_shown(False)
        self._drive(alone=False)
        self.glide.stop()
        if not self.bounds.press(event):
            self.selecting.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            if self.bounds.is_dragging:
                self.bounds.move(event)
            elif self.selecting.is_dragging:
                self.selecting.move(event)
        elif not event.buttons():
            marks = self.places.marks_at(event.position() + QPointF(0, self.bar.value()))
            self.set_hovered(marks[0].mark.id if marks else None)
            on_handle = self.bounds.end_at(event.position()) is not None
            shapes = Qt.CursorShape
            self.viewport().setCursor(shapes.SizeHorCursor if on_handle else shapes.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.bounds.is_dragging:
            self.bounds.release()
        elif self.selecting.is_dragging:
            if self.selecting.release(event):
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
            linked = self.link_words(mark.id) if self.link_words and mark.id in self.links else ""
            said.append("\n".join(part for part in (head, comment, linked) if part))
        return "\n\n".join(said)

    def set_active(self, id_: UUID | None) -> None:
        """Bring a mark forward, and say so to a screen reader."""
        if id_ != self.active:
            self.telling.tell_active(self.index[id_] if id_ else None)
        super().set_active(id_)

    def leaveEvent(self, event: QEvent) -> None:
        self.set_hovered(None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.context_wished.emit(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            self.edge.set_shown(False)
        self.bounds.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        self.bounds.settle()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.active is not None and not self.selecting.is_dragging:
            p = QPainter(self.viewport())
            self.bounds.paint(p, QRectF(event.rect()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEY:
            self.edge.set_shown(True)
        self.focused.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.edge.fit()

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
        self._held = modifiers
        if key == Qt.Key.Key_Escape and (self.bounds.cancel() or self.selecting.end_extending()):
            return
        if not self.bounds.moves_by(action) and key not in _MODIFIERS:
            self.bounds.settle()
        if action in self.own_actions:
            self._drive(alone=False)
            self._bring_caret_into_view()
            self.own_actions[action]()
        elif action is not None:
            self.selecting.end_extending()  # what was selected is used now
            self.command.emit(action)
        elif self.active is not None and pressed(event) == "Return":
            self.command.emit("edit")
        elif key == Qt.Key.Key_Space and not self.textCursor().hasSelection():
            self._turn_page(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in _MOVES:
            self._drive(alone=False)
            self._bring_caret_into_view()
            super().keyPressEvent(self.selecting.as_meant(event))
            self.settle_later()
        else:
            super().keyPressEvent(event)

    def settle_later(self) -> None:
        """The selection is settled when Shift is let go, at once when it was never held."""
        if self._held & Qt.KeyboardModifier.ShiftModifier:
            self._shift_moved = True
        elif self.selecting.extends:
            self.selection_settled.emit(self.selection())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Nothing is written here; Qt's own answer would drop the selection."""
        event.ignore()

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

    def _bring_caret_into_view(self) -> None:
        """After scrolling by wheel the arrows go on from what is seen, not from far away."""
        visible = self.viewport().rect().intersects(self.cursorRect())
        if visible or self.textCursor().hasSelection():
            return
        place, _ = self.reading_position()
        self.put_caret(place)

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
