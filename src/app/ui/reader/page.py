"""The page: the text of one report with its marks painted under it.

QTextEdit gives selection, keyboard, copy and the screen reader's view of the
text; what is ours is painted before it paints, under the letters, so that the
text selection stays on top. All geometry is kept per block until a new layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.domain.anchor import Span
from app.ui.reader.cards import Cards
from app.ui.reader.document import DisplayMap, paragraphs_of
from app.ui.reader.gutter import GUTTER, Gutter
from app.ui.reader.marks import Mark, MarkIndex
from app.ui.reader.overview import WIDTH, OverviewBar, Tick
from app.ui.reader.places import Places
from app.ui.reader.scrolling import Glide
from app.ui.reader.typesetting import (
    LARGEST_MEASURE,
    PAD_LEFT,
    PAD_RIGHT,
    Measures,
    selected_range,
    typeset,
    typeset_anew,
)
from app.ui.reader.underpaint import paint_under
from app.ui.theme import Look

CARDS_PART, LEAST_CARDS, MOST_CARDS = 0.27, 150, 220
FLASH_MS, SETTLE_MS = 900, 150
HANDLE = 12
"""Pixels that a handle stands out of the line of its mark."""


class Page(QTextEdit):
    """One report's text, its marks, gutter, cards and overview bar.

    Signals:
        scrolled: the bar moved, by whatever cause.
        laid_out: the document has a new layout (content, width, zoom, theme).
    """

    scrolled = Signal()
    laid_out = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A document of our own: of one that Qt made the binding never hears that it went, and
        # takes the next one at the same address for it (PySide 6.9.3, tests/ui/shell/test_panes).
        self.setDocument(QTextDocument(self))
        self.look = look
        self.zoom = 100
        self.citation: Callable[[Span], str] | None = None
        self.display = DisplayMap("", paragraphs_of("", (), (), ""))
        self.index = MarkIndex(self.display)
        self.measures = Measures.at(self.zoom, look)
        self.places = Places(self.document(), self.display, self.index, self.measures)
        self.active: UUID | None = None
        self.hovered: UUID | None = None
        self.links: Mapping[UUID, int] = {}
        self.hits: list[tuple[int, int]] = []
        self.current_hit: tuple[int, int] | None = None
        self.is_settling = False
        self._is_typesetting = False
        self.flashed: tuple[int, int] | None = None
        self._reading: tuple[int, int] | None = None
        self._value = 0
        self._cards_shown = False

        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAutoFillBackground(True)
        self.setCursorWidth(2)
        self.viewport().setMouseTracking(True)
        self.bar = OverviewBar(look, self._ticks, self._hit_parts, self)
        self.setVerticalScrollBar(self.bar)
        self.glide = Glide(self.bar)
        self.gutter = Gutter(self)
        self.cards = Cards(self)
        self.cards.hide()
        self._flash_end = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash_end.timeout.connect(self._end_flash)
        # One whole repaint after scrolling: moving pixels can leave a half row at ratio 2.
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(lambda: self.viewport().update())
        self.bar.valueChanged.connect(self._moved)
        self.document().documentLayout().documentSizeChanged.connect(self._forget_layout)
        look.changed.connect(self._restyle)
        self._take_palette()

    # --- content -------------------------------------------------------------------

    def show_display(self, display: DisplayMap, marks: Sequence[Mark]) -> None:
        """Show a text (or another choice of what is shown of it) with its marks."""
        self.display = display
        self.index = MarkIndex(display)
        self.index.set_all(marks)
        self.hits, self.current_hit, self.flashed = [], None, None
        self._typeset()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def change_display(self, display: DisplayMap) -> None:
        """The same text with other headings or other lines shown.

        Place, selection and marks stay; where the same lines are shown, only those
        are set anew that look different.
        """
        cursor, chosen = self.textCursor(), self.index.chosen
        ends = [self.display.to_text(p) for p in (cursor.anchor(), cursor.position())]
        old, new = self.display.paragraphs, display.paragraphs
        is_same = [(p.span, p.cell) for p in old] == [(p.span, p.cell) for p in new]
        value = self.bar.value()
        with self._place_kept():
            self.blockSignals(True)
            index = MarkIndex(display)
            index.set_all(self.index.marks)
            index.chosen = chosen
            self.display, self.index = display, index
            if is_same:
                changed = [
                    n for n, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]
                ]
                self._is_typesetting = True
                typeset_anew(self.document(), display, self.look, self.measures, changed)
                self._is_typesetting = False
                self.places = Places(self.document(), display, index, self.measures)
            else:
                self._typeset()
                cursor = self.textCursor()
                cursor.setPosition(display.to_display(ends[0]))
                cursor.setPosition(display.to_display(ends[1]), QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)
            self.blockSignals(False)
            self._forget_layout()
        if value == 0:
            self.bar.setValue(0)  # the caret, far below, had brought itself into view
        self.refresh_marks()

    def _typeset(self) -> None:
        self.measures = Measures.at(self.zoom, self.look)
        self._is_typesetting = True
        typeset(self.document(), self.display, self.look, self.measures)
        self._is_typesetting = False
        if self.document().characterCount() - 1 != self.display.length:
            raise AssertionError("the document does not hold the shown text")
        self.places = Places(self.document(), self.display, self.index, self.measures)
        self.bar.setSingleStep(self.measures.line)
        self._forget_layout()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        self.index.set_all(marks)
        self.places.forget_marks()
        self.refresh_marks()

    def change_marks(self, changed: Sequence[Mark], removed: set[UUID]) -> None:
        """Add, alter and remove single marks; only the touched lines are painted anew."""
        touched: set[int] = set()
        for id_ in removed:
            touched |= self.index.remove(id_)
        for mark in changed:
            touched |= self.index.put(mark)
        for block in touched:
            self.places.forget_marks(block)
        if self.active in removed:
            self.active = None
        if self.hovered in removed:
            self.hovered = None
        self.refresh_marks(touched)

    def refresh_marks(self, blocks: set[int] | None = None) -> None:
        """Repaint marks: those of some blocks, or all."""
        if blocks is None:
            self.viewport().update()
            self.gutter.update()
        elif blocks:
            self._repaint_blocks(blocks)
        self.cards.refresh()
        self.bar.refresh()

    def set_active(self, id_: UUID | None) -> None:
        if id_ != self.active:
            before, self.active = self.active, id_
            self.repaint_mark(before)
            self.repaint_mark(id_)
            self.cards.activated()

    def repaint_mark(self, id_: UUID | None) -> None:
        """Paint the lines of one mark anew."""
        placed = self.index[id_] if id_ else None
        if placed is not None:
            self._repaint_blocks(set(self.index.blocks(placed)))

    def _repaint_blocks(self, blocks: set[int]) -> None:
        """Some blocks with their gutter, and the handles that stand out of them."""
        top, bottom = self.places.stretch_of(blocks)
        y, height = int(top) - self.bar.value() - HANDLE, int(bottom - top) + 1 + 2 * HANDLE
        self.viewport().update(QRect(0, y, self.viewport().width(), height))
        self.gutter.update(QRect(0, y, GUTTER, height))

    def set_hovered(self, id_: UUID | None) -> None:
        if id_ != self.hovered:
            self.hovered = id_
            self._repaint_marks()

    def set_links(self, counts: Mapping[UUID, int]) -> None:
        """How many links each annotation has; those of other reports may be among them."""
        if counts != self.links:
            self.links = dict(counts)
            self.gutter.update()

    def _repaint_marks(self) -> None:
        self.viewport().update()
        self.gutter.update()
        self.cards.update()

    def set_hits(self, hits: Sequence[tuple[int, int]], current: tuple[int, int] | None) -> None:
        """Search hits as sorted ranges of the document."""
        self.hits, self.current_hit = list(hits), current
        self.viewport().update()
        self.bar.refresh()

    def flash(self, shown: tuple[int, int]) -> None:
        """Light a passage up for a moment, so that the eye finds it after a jump."""
        self.flashed = shown
        self._flash_end.start()
        self.viewport().update()

    def _end_flash(self) -> None:
        self.flashed = None
        self.viewport().update()

    # --- layout --------------------------------------------------------------------

    def set_zoom(self, percent: int) -> None:
        """Text size in percent (60..300); the line being read stays where it is."""
        if percent == self.zoom:
            return
        with self._place_kept():
            self.zoom = percent
            self._again()
            self._arrange()

    def set_cards_shown(self, shown: bool) -> None:
        if shown != self._cards_shown:
            with self._place_kept():
                self._cards_shown = shown
                self.cards.setVisible(shown)
                self._arrange()

    @property
    def cards_shown(self) -> bool:
        return self._cards_shown

    def _restyle(self) -> None:
        with self._place_kept():
            self._take_palette()
            self._again()
            self._arrange()

    def _again(self) -> None:
        """Typeset the same text again, keeping the selection."""
        cursor = self.textCursor()
        anchor, position = cursor.anchor(), cursor.position()
        self.blockSignals(True)
        self._typeset()
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.blockSignals(False)
        self.refresh_marks()

    def _take_palette(self) -> None:
        palette = self.look.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, self.look.page)
        group = QPalette.ColorGroup.Inactive
        palette.setColor(group, QPalette.ColorRole.Highlight, self.look.textSelection)
        palette.setColor(group, QPalette.ColorRole.HighlightedText, self.look.text)
        self.setPalette(palette)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            with self._place_kept():
                self._arrange()
                return super().event(event)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._forget_layout()
        self._place_sides()

    def _arrange(self) -> None:
        """Give text, gutter and cards their widths; a wide pane keeps a readable measure."""
        room = self.width() - WIDTH - GUTTER
        cards = self.cards_width() if self._cards_shown else 0
        text = min(room - cards, LARGEST_MEASURE * self.measures.px + PAD_LEFT + PAD_RIGHT)
        left = max(0, (room - cards - text) // 2)
        self.setViewportMargins(left + GUTTER, 0, max(0, room - left - text), 0)
        self._place_sides()

    def cards_width(self) -> int:
        scale = self.look.scale / 100
        wish = CARDS_PART * self.width()
        return round(min(max(wish, LEAST_CARDS * scale), MOST_CARDS * scale))

    def _place_sides(self) -> None:
        g = self.viewport().geometry()
        self.gutter.setGeometry(g.x() - GUTTER, g.y(), GUTTER, g.height())
        self.cards.setGeometry(g.x() + g.width(), g.y(), self.cards_width(), g.height())

    def _forget_layout(self) -> None:
        if self._is_typesetting:  # half a document has no places
            return
        self.places.forget()
        self.cards.forget_layout()
        self.bar.refresh()
        self.gutter.update()
        self.laid_out.emit()

    # --- place ---------------------------------------------------------------------

    def reading_position(self) -> tuple[int, int]:
        """Where the eye is: first code point of the top line, and pixels of it scrolled away."""
        if self._reading is None:
            self._reading = self.line_at(self.bar.value())
        return self._reading

    def line_at(self, y: float) -> tuple[int, int]:
        """The line at a height of the document: its first code point, and pixels below its top."""
        number = self.places.number_at(y)
        top, layout = self.places.tops()[number], self.places.text_layout(number)
        start, height = 0, 0.0
        for k in range(layout.lineCount()):
            line = layout.lineAt(k)
            if k and top + line.y() > y:
                break
            start, height = line.textStart(), line.y()
        place = self.display.to_text(self.display.block_starts[number] + start)
        return place, round(y - top - height)

    def y_of_line(self, position: tuple[int, int]) -> float:
        """The height that line_at() told, in the present layout."""
        return self.places.y_of(self.display.to_display(position[0])) + position[1]

    def restore(self, position: tuple[int, int]) -> None:
        """Bring a reading position back to the top of the view."""
        self.glide.stop()
        self.bar.setValue(round(self.y_of_line(position)))
        self._reading = position

    @contextmanager
    def _place_kept(self) -> Iterator[None]:
        """Whatever the layout becomes inside, the same line stays at the top."""
        if self.is_settling:
            yield
            return
        position, at_top = self.reading_position(), self.bar.value() == 0
        self.is_settling = True
        try:
            yield
            self.places.tops()
            if not at_top:
                self.restore(position)
        finally:
            self._reading = None if at_top else position
            self.is_settling = False

    def _moved(self, value: int) -> None:
        dy, self._value = self._value - value, value
        if self._is_typesetting:  # half a document has no places
            return
        if not self.is_settling:
            self._reading = None
        self.gutter.move_by(dy)
        self.cards.move_by(dy)
        self._settled.start()
        self.scrolled.emit()

    # --- painting ------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self.viewport())
        paint_under(self, p, event.rect())
        p.end()
        super().paintEvent(event)

    def _ticks(self) -> list[Tick]:
        ordered = self.index.ordered
        tops = self.places.parts_of(p.start for p in ordered)
        bottoms = self.places.parts_of(p.end for p in ordered)
        return [
            (top, bottom, p.lane, p.mark.colour, p.mark.kind)
            for top, bottom, p in zip(tops, bottoms, ordered, strict=True)
        ]

    def _hit_parts(self) -> list[float]:
        return self.places.parts_of(start for start, _ in self.hits)

    # --- selection -----------------------------------------------------------------

    def selection(self) -> Span | None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self.display.text_span(*selected_range(cursor))

    def select(self, span: Span, *, backwards: bool = False) -> None:
        """Select a passage; `backwards` puts the caret at its start."""
        shown = self.display.display_range(span)
        if shown is None:
            return
        anchor, position = (shown[1], shown[0]) if backwards else shown
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        # setTextCursor would scroll; a selection made by the mouse must not move the page.
        value = self.bar.value()
        self.setTextCursor(cursor)
        self.bar.setValue(value)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The stored text, as far as it is shown, and its citation.

        Qt's own copy loses no-break spaces.
        """
        data = QMimeData()
        span = self.selection()
        if span is not None:
            words = self.display.shown_of(span)
            if self.citation is not None:
                words = f"{words}\n{self.citation(span)}"
            data.setText(words)
        return data
