"""One pane: a report with its header, section path, text and everything around the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.anchor import Span
from app.domain.tag import Tag
from app.ui.controls import column
from app.ui.key_map import KeyMap
from app.ui.reader.commenting import Commenting
from app.ui.reader.content import PaneContent
from app.ui.reader.find_bar import FindBar
from app.ui.reader.finding import Finding, FindOptions
from app.ui.reader.floating_bar import FloatingBar
from app.ui.reader.furniture_signs import FurnitureSigns
from app.ui.reader.having_read import HavingRead
from app.ui.reader.header import PaneHeader, StickyHeading
from app.ui.reader.join_bar import JoinBar
from app.ui.reader.marks import Mark
from app.ui.reader.outline_menu import Headings, outline_menu
from app.ui.reader.popover import CardPopover
from app.ui.reader.travel import Travel
from app.ui.reader.units import Units
from app.ui.reader.view import ReaderView
from app.ui.theme import Look

WIDE_ENOUGH_FOR_CARDS = 540
HEADING_AIR = 10
"""Pixels left above a heading that is jumped to."""


class Pane(QWidget):
    """See the signals: a pane never changes anything by itself, it asks.

    Signals (payload):
        activated: it got the focus or was clicked.
        replaced: another report is about to take the place of the one shown.
        selection_changed (Span | None), selection_settled (Span | None).
        annotation_activated (UUID | None): clicked in text, gutter or cards, or left.
        comment_edited (UUID, str), span_moved (UUID, Span).
        discussed (Act): something else asked for in a thread.
        section_changed (int, −1 before the first heading), scrolled.
        open_outline: the person wants the outline beside the text.
        close_requested, cards_toggled (bool), furniture_toggled (bool).
        context_menu (global QPoint).
        command (str): id of an action of the table; the window carries it out.
        tag_chosen (UUID), palette_requested, comment_requested: from the floating bar.
        zoom_wished (int): steps of Ctrl and the wheel.
    """

    activated = Signal()
    replaced = Signal()
    selection_changed = Signal(object)
    selection_settled = Signal(object)
    annotation_activated = Signal(object)
    comment_edited = Signal(object, str)
    span_moved = Signal(object, object)
    discussed = Signal(object)
    section_changed = Signal(int)
    scrolled = Signal()
    open_outline = Signal()
    close_requested = Signal()
    cards_toggled = Signal(bool)
    furniture_toggled = Signal(bool)
    context_menu = Signal(QPoint)
    command = Signal(str)
    tag_chosen = Signal(object)
    palette_requested = Signal()
    comment_requested = Signal()
    zoom_wished = Signal(int)

    def __init__(
        self, look: Look, parent: QWidget | None = None, keys: KeyMap | None = None
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.content: PaneContent | None = None
        self.header = PaneHeader(look, self)
        self.sticky = StickyHeading(look, self)
        self.find_bar = FindBar(look, self)
        self.view = ReaderView(look, self, keys)
        self.floating = FloatingBar(look, self, self.view)
        self.join_bar = JoinBar(look, self, self.view)
        self.commenting = Commenting(self)
        self._headings = Headings((), self.view)
        self._counts: Mapping[int, int] = {}
        self._section = -2
        self._shows_furniture = False
        self.finding = Finding(self.find_bar, self.view, self._show_span)
        self.read = HavingRead(self.view, self.header)
        self.furniture = FurnitureSigns(self.view)
        self.travel = Travel(self)
        column(self, self.header, self.sticky, self.find_bar, self.view)
        self.setFocusProxy(self.view)
        self._connect()

    def sizeHint(self) -> QSize:
        return QSize(560, 600)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(260), self.look.px(160))

    def _connect(self) -> None:
        view, header = self.view, self.header
        view.focused.connect(self.activated)
        header.pressed.connect(self.take_focus)
        header.outline_wished.connect(lambda: self.open_outline_menu(header.outline_button))
        header.cards_wished.connect(self._toggle_cards)
        header.close_wished.connect(self.close_requested)
        self.sticky.clicked.connect(lambda: self.open_outline_menu(self.sticky))
        view.selectionChanged.connect(lambda: self.selection_changed.emit(view.selection()))
        view.selection_settled.connect(self.selection_settled)
        view.mark_pressed.connect(self._mark_pressed)
        view.background_pressed.connect(lambda: self._mark_pressed(None))
        view.span_wished.connect(self.span_moved)
        view.context_wished.connect(self.context_menu)
        view.zoom_wished.connect(self.zoom_wished)
        view.command.connect(self._command)
        view.scrolled.connect(self._scrolled)
        view.laid_out.connect(self._laid_out)
        view.gutter.pressed.connect(self._gutter_pressed)
        view.cards.pressed.connect(self._mark_pressed)
        self.commenting.commented.connect(self.comment_edited)
        self.commenting.discussed.connect(self.discussed)
        self.floating.tag_chosen.connect(self.tag_chosen)
        self.floating.palette_requested.connect(self.palette_requested)
        self.floating.comment_requested.connect(self.comment_requested)
        self.floating.copy_requested.connect(view.copy)
        self.find_bar.closed.connect(self.take_focus)

    # --- content ---------------------------------------------------------------------

    def show_report(self, content: PaneContent, marks: Sequence[Mark] = ()) -> None:
        """Open a report at its top. Marks can be given at once or by set_annotations."""
        if self.content is not None:
            self.view.bounds.settle()
            self.commenting.finish()
            self.travel.arrive(content.report.id)
            self.replaced.emit()
        self.content = None  # what scrolls until the text is there is not this report
        self._headings = Headings(content.sections, self.view)
        self._counts, self._section = {}, -2
        self.finding.reset(content.text)
        self.floating.hide()
        self.header.show_report(content.title, content.place)
        self.view.units = Units(content.text, content.sections)
        self.view.selecting.forget()
        self.view.bounds.forget()
        self.view.active = None
        self.view.setAccessibleName(self.tr("正文：{title}").format(title=content.report.title))
        cards = content.cards
        self.set_cards(self.width() > WIDE_ENOUGH_FOR_CARDS if cards is None else cards)
        self._shows_furniture = content.show_furniture
        self._display(content, marks)
        self.read.begin(content.seen, content.progress)

    def _display(self, content: PaneContent, marks: Sequence[Mark]) -> None:
        self.content = None
        self.view.show_display(content.display(show_furniture=self._shows_furniture), marks)
        self.content = content
        self._scrolled()

    def set_show_furniture(self, shown: bool) -> None:
        """Show or hide page furniture; the line being read stays where it is."""
        if shown != self._shows_furniture:
            self._shows_furniture = shown
            if self.content is not None:
                self._display_again(self.content)

    def change_layout(self, content: PaneContent) -> None:
        """The same text with another outline or furniture: place, selection and cards stay."""
        self.view.bounds.settle()
        self._headings = Headings(content.sections, self.view)
        self.view.units.set_sections(content.sections)
        self._section = -2
        self._display_again(content)

    def _display_again(self, content: PaneContent) -> None:
        self.content = None
        self.view.change_display(content.display(show_furniture=self._shows_furniture))
        self.content = content
        self._scrolled()
        self.finding.set_hits(self.finding.hits, self.finding.current)

    def set_annotations(self, marks: Sequence[Mark]) -> None:
        self.view.set_marks(marks)

    def update_marks(self, changed: Sequence[Mark], removed: Iterable[UUID] = ()) -> None:
        """Add, alter or remove single marks at the cost of the lines they touch."""
        gone = set(removed)
        self.view.bounds.marks_changed({*gone, *(mark.id for mark in changed)})
        self.view.change_marks(changed, gone)
        self.join_bar.check()
        self.commenting.marks_changed()

    def set_section_counts(self, counts: Mapping[int, int]) -> None:
        """Annotations per section (by index), for the outline menu."""
        self._counts = counts

    def set_word_ends(self, ends: Sequence[Sequence[int]] | None) -> None:
        """Word boundaries of every line of the text, once they are known."""
        self.view.units.set_word_ends(ends)

    def set_recent_tags(self, tags: Sequence[Tag]) -> None:
        """The tags used last, newest first, for the floating bar."""
        self.floating.set_tags(tags)

    def set_reduced_motion(self, reduced: bool) -> None:
        """Jump instead of gliding."""
        self.view.glide.is_instant = reduced

    def set_citation(self, citation: Callable[[Span], str]) -> None:
        """What a copy appends on a line of its own."""
        self.view.citation = citation

    def set_active(self, active: bool) -> None:
        """Whether this is the pane that commands act on."""
        self.header.set_active(active)
        self.read.set_driven(active)

    # --- selection and annotations ----------------------------------------------------

    def selection(self) -> Span | None:
        return self.view.selection()

    def select(self, span: Span) -> None:
        self.view.select(span)

    def clear_selection(self) -> None:
        """Keep the caret, select nothing."""
        cursor = self.view.textCursor()
        cursor.clearSelection()
        self.view.setTextCursor(cursor)

    def selection_rect(self) -> QRect:
        """Where the selection (or the caret) is, in this pane: a palette opens under it."""
        rect = self.view.selection_rect()
        rect.moveTopLeft(self.view.viewport().mapTo(self, rect.topLeft()))
        return rect

    def active_annotation(self) -> UUID | None:
        return self.view.active

    def activate_annotation(self, id_: UUID | None, *, show: bool = True) -> None:
        """Raise a mark and its card; `show` brings it into view. Emits nothing."""
        self.view.set_active(id_)
        placed = self.view.index[id_] if id_ else None
        if placed is None or not show or self._is_visible(placed.start):
            return
        self.scroll_to(placed.mark.span or Span(0, 0))

    def next_annotation(self) -> None:
        self._step_annotation(1)

    def previous_annotation(self) -> None:
        self._step_annotation(-1)

    def _step_annotation(self, step: int) -> None:
        caret = self.view.textCursor().position()
        place, _ = self.view.reading_position()
        start = caret if self._is_visible(caret) else self.view.display.to_display(place)
        active = self.view.index[self.view.active] if self.view.active else None
        from_active = active is not None and active.start <= caret <= active.end
        placed = self.view.index.neighbour(start, step, self.view.active if from_active else None)
        if placed is not None:
            cursor = self.view.textCursor()
            cursor.setPosition(placed.start)  # keys that select go on from here
            self.view.place_cursor(cursor)
            self._mark_pressed(placed.mark.id)

    @property
    def popover(self) -> CardPopover:
        """The card over the text."""
        return self.commenting.popover

    def edit_comment(self, id_: UUID) -> None:
        """Open the comment of a mark for typing, in its card or over the text."""
        self.commenting.edit(id_)

    def _mark_pressed(self, id_: UUID | None) -> None:
        self.popover.close_popover()
        if id_ == self.view.active and id_ is None:
            return
        self.activate_annotation(id_)
        placed, caret = self.view.index[id_] if id_ else None, self.view.textCursor().position()
        if placed is not None and not placed.start <= caret <= placed.end:
            self.view.caret_to(placed.mark.span)
        self.annotation_activated.emit(id_)

    def _gutter_pressed(self, id_: UUID) -> None:
        self.take_focus()
        self._mark_pressed(id_)
        self.commenting.show_card(id_)

    # --- place -------------------------------------------------------------------------

    def _is_visible(self, unit: int) -> bool:
        y = self.view.places.y_of(unit) - self.view.bar.value()
        return 0 <= y <= self.view.viewport().height() - self.view.measures.line

    def is_in_view(self, place: int) -> bool:
        """Whether the line of a code point is on screen."""
        return self._is_visible(self.view.display.to_display(place))

    def scroll_to(self, span: Span, *, centre: bool = True, flash: bool = False) -> None:
        """Bring a passage into view, gliding; `centre` else at the top."""
        view = self.view
        shown = view.display.display_range(span)
        if shown is None:
            at = view.display.to_display(span.start)
            shown = at, at
        self.travel.jump(span.start)
        y = view.places.y_of(shown[0])
        air = view.viewport().height() / 3 if centre else HEADING_AIR
        view.driven.emit(False)
        view.glide.to(round(y - air))
        if flash and shown[0] < shown[1]:
            view.flash(shown)

    def go_to_section(self, index: int, *, smooth: bool = True) -> None:
        """Bring a heading to the top."""
        view = self.view
        self.travel.jump(self._headings.sections[index].span.start)
        view.driven.emit(False)
        y = round(self.section_y(index) - HEADING_AIR)
        if smooth:
            view.glide.to(y)
        else:
            view.glide.stop()
            view.bar.setValue(y)

    @property
    def section_count(self) -> int:
        return len(self._headings.sections)

    def section_y(self, index: int) -> float:
        """Top of a section's heading line, in pixels of the document."""
        return self._headings.y_of(index)

    def current_section(self) -> int:
        """Index of the section at the top of the view, −1 before the first heading."""
        y = self.view.bar.value() + HEADING_AIR + self.view.measures.line / 2
        return self._headings.at(y)

    def section_here(self) -> int:
        """The section of the caret if that is in sight, else the one at the top of the view."""
        caret = self.view.textCursor().position()
        if not self._is_visible(caret):
            return self.current_section()
        return self.section_at(self.view.display.to_text(caret))

    def section_at(self, place: int) -> int:
        """Index of the innermost section around a code point, −1 before the first heading."""
        return self._headings.around(place)

    def reading_position(self) -> tuple[int, int]:
        return self.view.reading_position()

    def restore(self, position: tuple[int, int]) -> None:
        self.view.restore(position)

    def set_zoom(self, percent: int) -> None:
        self.view.set_zoom(percent)

    def set_cards(self, shown: bool) -> None:
        """Show or hide the card column (emits nothing)."""
        self.view.set_cards_shown(shown)
        self.header.cards_button.setChecked(shown)
        self.popover.close_popover()

    def _toggle_cards(self, shown: bool) -> None:
        self.set_cards(shown)
        self.cards_toggled.emit(shown)

    def _laid_out(self) -> None:
        self._headings.forget_layout()

    def _scrolled(self) -> None:
        if self.content is None:
            return
        section = self.current_section()
        if section != self._section:
            self._section = section
            path = self._headings.path(section) or (self.content.report.title,)
            self.sticky.set_path(path)
            self.section_changed.emit(section)
        self.popover.follow_text()
        self.scrolled.emit()

    # --- finding -----------------------------------------------------------------------

    def open_find(self) -> None:
        """Open the find bar; a selection inside one line becomes its question."""
        self.finding.open_bar()

    def find(self, text: str, options: FindOptions | None = None) -> int:
        """Mark every occurrence of a literal and go to the nearest one. Returns their number."""
        return self.finding.find(text, options or FindOptions())

    def set_hits(self, spans: Sequence[Span], current: int = -1) -> None:
        """Show search hits (sorted spans), one of them (by index) as the current one."""
        self.finding.set_hits(spans, current)

    def _show_span(self, span: Span) -> None:
        if not self._is_visible(self.view.display.to_display(span.start)):
            self.scroll_to(span)

    # --- menus, keys -------------------------------------------------------------------

    def open_outline_menu(self, below: QWidget) -> None:
        """The outline as a menu under a button or the section path."""
        menu = QMenu(self)
        menu.setFont(self.look.font(13))
        outline_menu(self._headings, self._section, self._counts, self.go_to_section, menu)
        menu.addSeparator()
        menu.addAction(self.tr("在左侧显示目录")).triggered.connect(self.open_outline)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    @property
    def shows_furniture(self) -> bool:
        return self._shows_furniture

    def toggle_furniture(self, shown: bool) -> None:
        """As set_show_furniture, by the person's own hand."""
        self.set_show_furniture(shown)
        self.furniture_toggled.emit(shown)

    def take_focus(self) -> None:
        """Put the keyboard into the text."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.activated.emit()

    def run(self, action: str) -> bool:
        """Carry out an action of the table that concerns this pane alone; else False."""
        own: dict[str, Callable[[], object]] = {
            "find": self.open_find,
            "next": self.next_annotation,
            "previous": self.previous_annotation,
            "next_hit": lambda: self.finding.step(1),
            "previous_hit": lambda: self.finding.step(-1),
            "next_section": lambda: self._step_section(1),
            "previous_section": lambda: self._step_section(-1),
            "edit": self._edit_active,
            **self.view.own_actions,
        }
        if action in own:
            own[action]()
        return action in own

    def _command(self, action: str) -> None:
        """What a key asked for; the window does what this pane does not."""
        if not self.run(action):
            self.command.emit(action)

    def _step_section(self, step: int) -> None:
        index = self._headings.next_to(self.current_section(), step)
        if index is not None:
            self.go_to_section(index)
            self.view.caret_to(self._headings.sections[index].span)

    def _edit_active(self) -> None:
        if self.join_bar.is_open:
            self.join_bar.accept()
        elif self.view.active is not None:
            self.edit_comment(self.view.active)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, one thing at a time: the bar at the selection, a card, the mark, what was found."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.join_bar.is_open:
            self.join_bar.close_bar()
        elif self.floating.isVisible():
            self.floating.hide()
        elif self.popover.isVisible():
            self.popover.close_popover()
        elif self.find_bar.isVisible():
            self.find_bar.close_bar()
        elif self.view.active is not None:
            self._mark_pressed(None)
        elif self.finding.hits:
            self.finding.set_hits([])
        else:
            super().keyPressEvent(event)
