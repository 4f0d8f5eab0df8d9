"""Selecting: what mouse and keyboard do to the selection, by character or by larger units.

A double, triple or quadruple click takes a word, sentence or paragraph; a drag or a
click with Shift then grows by the same unit, on both sides of what was taken first.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from app.domain.anchor import Span
from app.ui.reader.edge_scroll import EdgeScroll
from app.ui.reader.units import Unit

if TYPE_CHECKING:
    from app.ui.reader.view import ReaderView

NEAR_PX = 5


class Selecting(QObject):
    """Makes the selection of one view.

    Attributes:
        is_dragging: the mouse is making a selection right now.
        extends: the arrow keys extend the selection without Shift (after F8, until Esc).
    """

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self.is_dragging = False
        self.extends = False
        self._unit = Unit.CHARACTER
        self._first: Span | None = None
        """What the clicks took, in code points; None when they took no unit."""
        self._grown_from: int | None = None
        self._clicks = 0
        self._pressed_at = QPointF()
        self._pressed_time = 0.0
        self._scroll = EdgeScroll(view, self._reach)

    def forget(self) -> None:
        """Another text is shown."""
        self._first, self._grown_from, self.extends = None, None, False
        self._unit, self.is_dragging = Unit.CHARACTER, False
        self._scroll.stop()

    # --- mouse -----------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """The left button goes down."""
        view, point = self._view, event.position()
        self.is_dragging = True
        self.extends = False
        self._grown_from = None
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._keep_unit()
            self._pressed_at, self._pressed_time, self._clicks = point, monotonic(), 0
            self._reach(point)
        else:
            self._unit = Unit(self._count_clicks(event))
            if self._unit is Unit.CHARACTER:
                self._first = None
                cursor = view.textCursor()
                cursor.setPosition(view.gap_at(point))
                view.place_cursor(cursor)
            else:
                self._first = self._unit_at(point)
                view.select(self._first)
        self._scroll.begin(point)

    def _keep_unit(self) -> None:
        """A click with Shift goes on by the unit of the clicks, as long as that is selected."""
        selected = self._view.selection()
        if self._first is None or selected is None or not selected.contains(self._first):
            self._first, self._unit = None, Unit.CHARACTER

    def _count_clicks(self, event: QMouseEvent) -> int:
        """1 to 4 clicks at one place, each within the double click time of the one before."""
        near = (event.position() - self._pressed_at).manhattanLength() <= NEAR_PX
        soon = monotonic() - self._pressed_time <= QApplication.doubleClickInterval() / 1000
        self._clicks = self._clicks % 4 + 1 if near and soon else 1
        if event.type() is QEvent.Type.MouseButtonDblClick and self._clicks == 1:
            self._clicks = 2
        self._pressed_at, self._pressed_time = event.position(), monotonic()
        return self._clicks

    def move(self, event: QMouseEvent) -> None:
        """The mouse moves with the left button down."""
        point = event.position()
        if self._has_moved(point) or self._view.textCursor().hasSelection():
            self._reach(point)
            self._scroll.follow(point)

    def release(self, event: QMouseEvent) -> bool:
        """The left button goes up. Returns whether it was a click that selected nothing."""
        self._scroll.stop()
        self.is_dragging = False
        has_moved = self._has_moved(event.position())
        if has_moved:
            self._pressed_time = 0.0  # the next press is a first click, wherever it is
        was_click = self._unit is Unit.CHARACTER and not has_moved
        return was_click and not self._view.textCursor().hasSelection()

    def _has_moved(self, point: QPointF) -> bool:
        return (point - self._pressed_at).manhattanLength() > NEAR_PX

    def _unit_at(self, point: QPointF) -> Span:
        """The unit under a point; past the end of a line the last one of it."""
        view = self._view
        place = view.place_at(point)
        found = view.units.at(place, self._unit)
        return found if len(found) else view.units.before(place, self._unit)

    def _reach(self, point: QPointF) -> None:
        """Extend the selection to a point of the viewport."""
        view = self._view
        if self._first is None:
            cursor = view.textCursor()
            cursor.setPosition(view.gap_at(point), QTextCursor.MoveMode.KeepAnchor)
            view.place_cursor(cursor)
            return
        here = self._unit_at(point)
        backwards = here.start < self._first.start
        whole = Span(min(here.start, self._first.start), max(here.end, self._first.end))
        view.select(whole, backwards=backwards)

    # --- keyboard --------------------------------------------------------------------

    def actions(self) -> dict[str, Callable[[], object]]:
        """What keys do, by the id of the action."""

        def steps(unit: Unit, step: int, *, extend: bool) -> Callable[[], object]:
            return lambda: self.step(unit, step, extend=extend)

        return {
            "word_right": steps(Unit.WORD, 1, extend=False),
            "word_left": steps(Unit.WORD, -1, extend=False),
            "select_word_right": steps(Unit.WORD, 1, extend=True),
            "select_word_left": steps(Unit.WORD, -1, extend=True),
            "select_paragraph_down": steps(Unit.PARAGRAPH, 1, extend=True),
            "select_paragraph_up": steps(Unit.PARAGRAPH, -1, extend=True),
            "select_more": self.grow,
            "select_less": self.shrink,
        }

    def as_meant(self, event: QKeyEvent) -> QKeyEvent:
        """An arrow key as if Shift were held, while arrows extend the selection."""
        if not self.extends:
            return event
        shift = Qt.KeyboardModifier.ShiftModifier
        return QKeyEvent(event.type(), event.key(), event.modifiers() | shift, event.text())

    def end_extending(self) -> bool:
        """Arrow keys move the caret again. Returns whether they did something else."""
        was, self.extends = self.extends, False
        return was

    def step(self, unit: Unit, step: int, *, extend: bool) -> None:
        """Move the caret to the next (1) or previous (−1) edge of a unit."""
        view = self._view
        cursor = view.textCursor()
        at = self.shown_edge(view.display.to_text(cursor.position()), unit, step)
        mode = QTextCursor.MoveMode
        extend = extend or self.extends
        shown = view.display.to_display(at)
        cursor.setPosition(shown, mode.KeepAnchor if extend else mode.MoveAnchor)
        self._grown_from = None
        view.setTextCursor(cursor)
        if extend:
            view.settle_later()

    def shown_edge(self, place: int, unit: Unit, step: int) -> int:
        """The next edge of a unit that is shown: hidden lines are stepped over."""
        view = self._view
        shown = view.display.to_display(place)
        edge = view.units.edge(place, unit, step)
        while 0 < edge < len(view.display.text) and (
            view.display.to_display(edge) == shown or not view.display.shows(edge - (step > 0))
        ):
            edge = view.units.edge(edge, unit, step)
        return edge

    def grow(self) -> None:
        """F8: the word, then the sentence, paragraph and sections around, then everything.

        From now on the arrow keys extend the selection, as in word processors.
        """
        self._take_wider(1)
        self.extends = True

    def shrink(self) -> None:
        """Shift+F8: back to the next narrower unit, at last to the caret."""
        self._take_wider(-1)

    def _take_wider(self, step: int) -> None:
        view = self._view
        selected = view.selection()
        caret = view.display.to_text(view.textCursor().position())
        origin = self._grown_from
        if origin is None or selected is None or not selected.contains(Span(origin, origin)):
            origin = selected.start if selected else caret
        units = [self._as_selected(span) for span in view.units.around(origin)]
        if step > 0:
            wider = (s for s in units if s and (selected is None or _is_wider(s, selected)))
            target = next(wider, None)
        else:
            narrower = (s for s in reversed(units) if s and selected and _is_wider(selected, s))
            target = next(narrower, None)
            if target is None:
                cursor = view.textCursor()
                cursor.setPosition(view.display.to_display(origin))
                view.place_cursor(cursor)
                self.extends = False
        if target is not None:
            view.select(target)
        self._grown_from = origin
        view.selection_settled.emit(view.selection())

    def _as_selected(self, span: Span) -> Span | None:
        """What selecting a span selects: hidden lines at its ends are left out."""
        display = self._view.display
        shown = display.display_range(span)
        return display.text_span(*shown) if shown else None


def _is_wider(one: Span, other: Span) -> bool:
    return one.contains(other) and one != other
