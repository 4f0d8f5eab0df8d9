"""Bounds: moving the two ends of a mark or of the selection, by handle or by key.

What is being moved is shown at once, but asked for only when it is over: on release of
the mouse, or when the keys have rested. So one move is one change, however long it took.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip

from app.domain.anchor import Span
from app.domain.annotation import Scope
from app.ui.reader.edge_scroll import EdgeScroll
from app.ui.reader.marks import Mark, Placed
from app.ui.reader.units import Unit

if TYPE_CHECKING:
    from app.ui.reader.view import ReaderView

RADIUS, STEM, RING = 4.5, 2, 1.5
REACH = 9
"""Half the side of the square around a knob that takes the mouse."""

SETTLE_MS = 600
"""Keys pressed within so long of each other make one move."""

_UNITS = {"": Unit.WORD, "_character": Unit.CHARACTER, "_sentence": Unit.SENTENCE}
"""Parts of the names of actions; moving by word has the plain name."""

ENDS_SHOWN = 12
"""Characters of either end that the tool tip quotes."""


class Bounds(QObject):
    """The handles of the active mark of one view, and the keys that move ends.

    Attributes:
        can_move: marks may be changed; False in a library that is only read.
    """

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self.can_move = True
        self._original: Mark | None = None
        self._trial: Span | None = None
        self._drags: bool | None = None
        """Which end the mouse drags: True the start, False the end, None none."""
        self._grip = QPointF()
        self._by_character = False
        self._pointer = QPointF()
        self._scroll = EdgeScroll(view, self._reach)
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(self.settle)
        self._names = frozenset(self.actions())
        self._is_hidden = False
        view.selectionChanged.connect(self._follow_selection)

    # --- where the handles are ---------------------------------------------------------

    def _movable(self) -> Placed | None:
        """The active mark, if it has ends that can be moved."""
        view = self._view
        placed = view.index[view.active] if view.active and self.can_move else None
        if placed is None or placed.mark.scope is not Scope.PASSAGE or not placed.length:
            return None
        return placed

    def _follow_selection(self) -> None:
        hidden = self._view.textCursor().hasSelection()
        if hidden != self._is_hidden:
            self._is_hidden = hidden
            self._view.repaint_mark(self._view.active)

    def stems(self) -> tuple[QRectF, QRectF] | None:
        """The two lines at the ends of the active mark, in coordinates of the viewport.

        While something is selected, there are none: what is done concerns the selection.
        """
        placed = self._movable()
        if placed is None or self._is_hidden:
            return None
        places, dy = self._view.places, -self._view.bar.value()
        first = places.rects(placed.start, min(placed.end, placed.start + 2))
        last = places.rects(max(placed.start, placed.end - 2), placed.end)
        if not first or not last:
            return None
        start = QRectF(first[0].left() - STEM / 2, first[0].top(), STEM, first[0].height())
        end = QRectF(last[-1].right() - STEM / 2, last[-1].top(), STEM, last[-1].height())
        return start.translated(0, dy), end.translated(0, dy)

    def knobs(self) -> tuple[QPointF, QPointF] | None:
        """The round ends: of the start above the line, of the end below it."""
        stems = self.stems()
        if stems is None:
            return None
        start, end = stems
        return (
            QPointF(start.center().x(), start.top() - RADIUS + 1),
            QPointF(end.center().x(), end.bottom() + RADIUS - 1),
        )

    def end_at(self, point: QPointF) -> bool | None:
        """Whose knob is under a point: True of the start, False of the end, None neither.

        The lines between do not take the mouse: just there a selection may begin.
        """
        for is_start, knob in zip((True, False), self.knobs() or (), strict=False):
            if QRectF(knob.x() - REACH, knob.y() - REACH, 2 * REACH, 2 * REACH).contains(point):
                return is_start
        return None

    def paint(self, p: QPainter, area: QRectF) -> None:
        """Draw the handles over the letters."""
        stems, knobs = self.stems(), self.knobs()
        placed = self._movable()
        if stems is None or knobs is None or placed is None:
            return
        look = self._view.look
        colour = look.tag(placed.mark.colour).line
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stem, knob in zip(stems, knobs, strict=True):
            whole = stem.united(QRectF(knob.x() - REACH, knob.y() - REACH, 2 * REACH, 2 * REACH))
            if not whole.intersects(area):
                continue
            p.fillRect(stem, colour)
            p.setPen(QPen(look.page, RING))
            p.setBrush(colour)
            p.drawEllipse(knob, RADIUS + RING / 2, RADIUS + RING / 2)
        p.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # --- by mouse ----------------------------------------------------------------------

    @property
    def is_dragging(self) -> bool:
        return self._drags is not None

    def press(self, event: QMouseEvent) -> bool:
        """Take hold of a handle. Returns whether there was one under the mouse."""
        self.settle()
        is_start = self.end_at(event.position())
        stems, placed = self.stems(), self._movable()
        if is_start is None or stems is None or placed is None:
            return False
        stem = stems[0] if is_start else stems[1]
        self._drags, self._original, self._trial = is_start, placed.mark, None
        self._grip = event.position() - stem.center()
        self._scroll.begin(event.position())
        return True

    def move(self, event: QMouseEvent) -> None:
        """The mouse moves with a handle held."""
        if self._drags is None:
            return
        freely = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
        self._by_character = bool(event.modifiers() & freely)
        self._pointer = event.globalPosition()
        self._reach(event.position())
        self._scroll.follow(event.position())

    def release(self) -> None:
        """Let go of a handle: the end stays where it is now."""
        self._scroll.stop()
        self._drags = None
        QToolTip.hideText()
        self.settle()

    def _reach(self, point: QPointF) -> None:
        """Put the held end where a point of the viewport is."""
        view, original = self._view, self._original
        if self._drags is None or original is None or original.span is None:
            return
        unit = Unit.CHARACTER if self._by_character else Unit.WORD
        place = view.display.to_text(view.gap_at(point - self._grip))
        if not self._by_character:
            place = view.units.nearest_edge(place)
        span = original.span
        if self._drags:
            moved = Span(min(place, view.units.edge(span.end, unit, -1)), span.end)
            self._show(Span(view.units.without_blanks(moved).start, span.end))
        else:
            moved = Span(span.start, max(place, view.units.edge(span.start, unit, 1)))
            self._show(Span(span.start, view.units.without_blanks(moved).end))
        self._quote()

    def _quote(self) -> None:
        """Say in a tool tip from where to where the mark now goes."""
        view = self._view
        span = self._trial or (self._original.span if self._original else None)
        if span is None:
            return
        words = span.of(view.display.text).replace("\n", " ").replace("\u3000", " ")
        if len(words) > 2 * ENDS_SHOWN + 1:
            words = f"{words[:ENDS_SHOWN].rstrip()}…{words[-ENDS_SHOWN:].lstrip()}"
        said = self.tr("“{words}”，{count} 字").format(words=words, count=len(span))
        QToolTip.showText(self._pointer.toPoint(), said, view.viewport())

    # --- by key ------------------------------------------------------------------------

    def actions(self) -> dict[str, Callable[[], object]]:
        """What keys do, by the id of the action."""

        def moves(unit: Unit, step: int, *, of_start: bool) -> Callable[[], object]:
            return lambda: self.nudge(unit, step, of_start=of_start)

        return {
            f"{end}{name}_{way}": moves(unit, step, of_start=end == "start")
            for end in ("start", "end")
            for name, unit in _UNITS.items()
            for way, step in (("on", 1), ("back", -1))
        }

    def moves_by(self, action: str | None) -> bool:
        """Whether an action goes on with what the keys are moving."""
        return action in self._names

    def nudge(self, unit: Unit, step: int, *, of_start: bool) -> None:
        """Move an end of the selection, else of the active mark, by a unit."""
        view = self._view
        selected = view.selection()
        placed = self._movable()
        span = selected or self._trial or (placed.mark.span if placed else None)
        if span is None:
            view.selecting.step(unit, step, extend=True)
            return
        edge = view.selecting.shown_edge(span.start if of_start else span.end, unit, step)
        start, end = (edge, span.end) if of_start else (span.start, edge)
        changed = self._shown(Span(start, end)) if start < end else None
        if changed is None:
            return
        if selected is not None:
            view.select(changed)
            view.selection_settled.emit(changed)
        elif placed is not None:
            if self._original is None:
                self._original = placed.mark
            self._show(changed)
            self._bring_into_view(changed, of_start=of_start)
            self._rest.start()

    def _bring_into_view(self, span: Span, *, of_start: bool) -> None:
        view = self._view
        at = view.display.to_display(span.start if of_start else span.end)
        y = view.places.y_of(at) - view.bar.value()
        if y < 0 or y > view.viewport().height() - view.measures.line:
            view.driven.emit(False)
            view.glide.to(view.bar.value() + round(y - view.viewport().height() / 2))

    # --- trying and settling -------------------------------------------------------------

    def _shown(self, span: Span) -> Span | None:
        """The span as a selection would give it: no line breaks or hidden lines at its ends."""
        shown = self._view.display.display_range(span)
        return self._view.display.text_span(*shown) if shown else None

    def _show(self, span: Span) -> None:
        """Show the mark with other ends; nothing is asked for yet."""
        shown, original = self._shown(span), self._original
        if shown is None or original is None or shown == (self._trial or original.span):
            return
        self._trial = shown
        self._view.change_marks([replace(original, span=shown)], set())

    def settle(self) -> None:
        """Ask for the move that is shown, once."""
        self._rest.stop()
        original, trial = self._original, self._trial
        if original is None or self._drags is not None:
            return
        self._original = self._trial = None
        if trial is not None and trial != original.span:
            # As it was, until the answer comes: it may be refused.
            self._view.change_marks([original], set())
            self._view.span_wished.emit(original.id, trial)

    def cancel(self) -> bool:
        """Put the ends back where they were. Returns whether they were being moved."""
        self._rest.stop()
        self._scroll.stop()
        original, trial = self._original, self._trial
        self._original = self._trial = self._drags = None
        QToolTip.hideText()
        if original is not None and trial is not None and self._view.index[original.id]:
            self._view.change_marks([original], set())
        return original is not None

    def marks_changed(self, ids: Iterable[UUID]) -> None:
        """Marks were changed by others; what is being moved of them is over."""
        if self._original is not None and self._original.id in set(ids):
            self.forget()

    def forget(self) -> None:
        """Another text is shown; nothing of this one is asked for any more."""
        self._rest.stop()
        self._scroll.stop()
        self._original = self._trial = self._drags = None
