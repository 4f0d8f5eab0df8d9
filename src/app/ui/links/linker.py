"""The linker: making a link in two presses of a key, and going along links."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.domain.anchor import Span
from app.domain.change import Change, Entity
from app.domain.errors import LibraryError, NotFound, PiyueError
from app.domain.link import Link, LinkKind
from app.domain.rows import AnnotationRow, LinkRow
from app.ui.links.telling import LinkTelling, shortened
from app.ui.naming import report_name
from app.ui.notice_bar import NoticeBar
from app.ui.panes import MOST, OpenReport
from app.workspace.linking import End, Passage

if TYPE_CHECKING:
    from app.ui.links.link_popover import LinkPopover
    from app.ui.main_window import MainWindow

SHORT = 24


@dataclass(frozen=True, slots=True)
class Here:
    """One end of a link to be: what it is, in which report, and its words."""

    end: End
    report: UUID
    words: str


class Linker(QObject):
    """Links between the passages that the panes show.

    `press` takes the selection (or the active mark) as the beginning, and the next
    one as the end; with exactly two panes that each have an active mark it takes these.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._area = window.reading.area
        self.telling = LinkTelling(self)
        self.bar = NoticeBar(window.look, "link")
        self._origin: Here | None = None
        self._popover: LinkPopover | None = None
        self._answer: Callable[[LinkKind, str, bool], None] | None = None
        self._last = LinkKind.SAME
        layout = self._area.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.bar)
        self.bar.acted.connect(self.cancel)
        self.bar.dismissed.connect(self.cancel)
        self.bar.cross.hide()
        self._area.arranged.connect(self._panes_changed)
        self._area.activated.connect(lambda _: self._panes_changed())
        window.signals.changed.connect(self._changed)
        window.reading.desk.link_words = self.words_of
        window.reading.desk.link_followed.connect(self.follow_from)

    # --- making ---

    @property
    def origin(self) -> Here | None:
        """Where the link to be begins; None while none is under way."""
        return self._origin

    def press(self) -> None:
        """Begin a link here, or end it here."""
        one, workspace = self._area.active, self._window.workspace
        if one is None or workspace is None:
            return
        if workspace.library.read_only:
            self._window.report(LibraryError(str(workspace.library.path), "read_only"))
            return
        here = self._here(one)
        if here is None:
            self._window.say(self.tr("请先选中文字，或点一处标记"))
        elif self._origin is not None:
            self._end_here(one, self._origin, here)
        else:
            other = self._other_active(one)
            if other is not None:
                self._end_here(one, other, here)
            else:
                self._begin(here)

    def begin(self) -> None:
        """Take what is chosen as the beginning, whatever was begun before."""
        one = self._area.active
        here = self._here(one) if one else None
        if here is not None:
            self._begin(here)

    def _begin(self, here: Here) -> None:
        self._origin = here
        key = self._window.commands.key("link")
        words = self.tr("链接起点：“{words}”（{place}）　选中另一处后按 {key}，Esc 取消").format(
            words=shortened(here.words, SHORT), place=self._name(here.report), key=key
        )
        self.bar.say(words, self.tr("取消"))

    def cancel(self) -> None:
        """Forget the beginning."""
        self._origin = None
        self.bar.hide()
        if self._area.active is not None:
            self._area.active.pane.setFocus()

    def _here(self, one: OpenReport) -> Here | None:
        """The selection of a pane, else its active mark."""
        workspace = self._window.workspace
        span, active = one.pane.selection(), one.pane.active_annotation()
        if workspace is None:
            return None
        if span is not None:
            text = one.pane.content.text if one.pane.content else ""
            return Here(Passage(one.id, span), one.id, span.of(text))
        if active is None:
            return None
        try:
            annotation = workspace.library.annotation(active)
        except NotFound:
            return None
        anchor = annotation.anchor
        words = anchor.quote.exact if anchor else self.tr("整份报告")
        return Here(annotation.id, one.id, words)

    def _other_active(self, one: OpenReport) -> Here | None:
        """The active mark of the only other pane, when nothing is selected anywhere."""
        if len(self._area.open) != 2 or one.pane.selection() is not None:
            return None
        (other,) = (o for o in self._area.open if o is not one)
        if other.pane.selection() is not None or other.pane.active_annotation() is None:
            return None
        return self._here(other)

    def _end_here(self, one: OpenReport, origin: Here, here: Here) -> None:
        if origin.end == here.end:
            self._window.say(self.tr("一处文字不能链接到它自己。请选另一处。"))
            return
        ends = (self._words(origin), self._words(here))
        self._ask(_place_of(one, self._window), ends, self._last, self._making(one, origin, here))

    def _making(
        self, one: OpenReport, origin: Here, here: Here
    ) -> Callable[[LinkKind, str, bool], None]:
        def make(kind: LinkKind, note: str, turned: bool) -> None:
            workspace = self._window.workspace
            if workspace is None:
                return
            first, second = (here.end, origin.end) if turned else (origin.end, here.end)
            made: list[Link] = []
            self._attempt(lambda: made.append(workspace.linking.link(first, second, kind, note)))
            if not made:
                return
            self._last = kind
            self._origin = None
            self.bar.hide()
            for pane in (o.pane for o in self._area.open if o.id in {origin.report, here.report}):
                pane.clear_selection()
            if one in self._area.open:
                end = made[0].origin if turned else made[0].target
                one.pane.activate_annotation(end, show=False)
                self._window.reading.opening.annotation_chosen.emit(end)
            self._window.reading.commands.annotated.emit()
            words = self.telling.choice(kind, turned=turned)
            self._window.say(self.tr("已链接：{words}").format(words=words))

        return make

    def _words(self, here: Here) -> str:
        return self.tr("{place}：“{words}”").format(
            words=shortened(here.words, SHORT), place=self._name(here.report)
        )

    def _name(self, report: UUID) -> str:
        workspace = self._window.workspace
        return report_name(workspace.library.report(report)) if workspace else ""

    # --- asking ---

    def _ask(
        self,
        place: QRectF,
        ends: tuple[str, str],
        kind: LinkKind,
        answer: Callable[[LinkKind, str, bool], None],
        note: str = "",
    ) -> None:
        from app.ui.links.link_popover import LinkPopover

        if self._popover is None:
            self._popover = LinkPopover(self._window.look, self._window)
            self._popover.chosen.connect(self._answered)
            self._popover.closed.connect(self._focus_back)
        self._answer = answer
        self._popover.open_at(place, ends, kind, note=note)

    def _answered(self, kind: LinkKind, note: str, turned: bool) -> None:
        if self._answer is not None:
            self._answer(kind, note, turned)

    def _focus_back(self) -> None:
        if self._area.active is not None:
            self._area.active.pane.setFocus()

    def edit(self, row: LinkRow, place: QRectF) -> None:
        """Ask for another kind, direction or note."""
        link = row.link
        ends = tuple(
            self.tr("{place}：“{words}”").format(
                words=shortened(end.quote, SHORT), place=report_name(end.report)
            )
            for end in (row.origin, row.target)
        )

        def change(kind: LinkKind, note: str, turned: bool) -> None:
            workspace = self._window.workspace
            if workspace is not None:
                self._attempt(
                    lambda: workspace.linking.change(
                        link.id, kind=kind, comment=note, turned=turned
                    )
                )

        self._ask(place, (ends[0], ends[1]), link.kind, change, link.comment)

    def delete(self, row: LinkRow) -> None:
        workspace = self._window.workspace
        if workspace is not None:
            self._attempt(lambda: workspace.linking.delete([row.link.id]))

    def turn(self, row: LinkRow) -> None:
        """Let a directed link point the other way."""
        workspace = self._window.workspace
        if workspace is not None:
            self._attempt(lambda: workspace.linking.change(row.link.id, turned=True))

    # --- going along ---

    def follow(self) -> None:
        """From the active mark to what it is linked with; several are offered as a menu."""
        one = self._area.active
        active = one.pane.active_annotation() if one else None
        if one is None or active is None:
            self._window.say(self.tr("请先点一处有链接的标记"))
            return
        place = _place_of(one, self._window).bottomLeft().toPoint()
        self.follow_from(active, self._window.mapToGlobal(place))

    def follow_from(self, annotation: UUID, menu_at: QPoint | None = None) -> None:
        """As `follow`, from any annotation."""
        workspace = self._window.workspace
        if workspace is None:
            return
        rows = workspace.linking.of_annotation(annotation)
        if not rows:
            self._window.say(self.tr("这处标记还没有链接"))
        elif len(rows) == 1:
            self.go(rows[0], annotation)
        else:
            menu = QMenu(self._window)
            menu.aboutToHide.connect(menu.deleteLater)
            self.fill_menu(menu, rows, annotation)
            menu.popup(menu_at or QCursor.pos())

    def fill_menu(self, menu: QMenu, rows: list[LinkRow], annotation: UUID) -> None:
        """One line per link: choosing it goes there."""
        for row in rows:
            words = shortened(self.telling.line(row, annotation), SHORT * 2)
            menu.addAction(words.replace("&", "&&"), lambda r=row: self.go(r, annotation))

    def go(self, row: LinkRow, annotation: UUID) -> None:
        """Show both ends of a link at the same height, in panes beside each other."""
        here = row.origin if annotation == row.link.origin else row.target
        there = row.other(annotation)
        reading, area = self._window.reading, self._area
        self._window.show_page("reading")
        one = area.find(here.report.id) or reading.open_report(here.report.id)
        if one is None:
            return
        area.activate(one)
        other = one if there.report.id == here.report.id else area.find(there.report.id)
        if other is None:
            beside = len(area.open) < MOST or area.open[-1] is not one
            if not beside:  # the last of four: the first one gives way, not this one
                area.activate(area.open[0])
            other = reading.open_report(there.report.id, beside=beside)
        if other is None:
            return
        area.activate(other)
        other.pane.setFocus()
        pairs = [(other, there)] if other is one else [(one, here), (other, there)]
        self._settle(pairs)
        # Once more when the panes have the widths they will keep.
        QTimer.singleShot(0, self, lambda: self._settle(pairs))

    def _settle(self, pairs: list[tuple[OpenReport, AnnotationRow]]) -> None:
        for one, row in pairs:
            if one not in self._area.open or one.id != row.report.id:
                continue
            anchor = row.annotation.anchor
            one.pane.activate_annotation(row.annotation.id, show=False)
            if anchor is not None:
                _place_alone(one, anchor.span)
        last, row = pairs[-1]
        if last in self._area.open:
            self._window.reading.opening.annotation_chosen.emit(row.annotation.id)

    # --- keeping up ---

    def _changed(self, change: Change) -> None:
        if change.touched(Entity.LINK) or change.touched(Entity.REPORT):
            self._show_links()
        gone = self._origin.end if self._origin else None
        if isinstance(gone, UUID) and str(gone) in change.touched(Entity.ANNOTATION):
            workspace = self._window.workspace
            try:
                if workspace is not None:
                    workspace.library.annotation(gone)
            except NotFound:
                self.cancel()

    def _panes_changed(self) -> None:
        self._show_links()
        for one in self._area.open:
            view = one.pane.view
            if not view.property("heard"):
                view.setProperty("heard", True)
                view.installEventFilter(self)
                view.gutter.link_pressed.connect(self.follow_from)
                one.pane.floating.link_requested.connect(self.press)
                view.link_words = self.words_of

    def _show_links(self) -> None:
        workspace = self._window.workspace
        counts: Mapping[UUID, int] = workspace.linking.counts() if workspace else {}
        self._window.reading.desk.set_links(counts)
        for one in self._area.open:
            one.pane.view.set_links(counts)

    def words_of(self, annotation: UUID) -> str:
        """Every link of an annotation, one under the other, for a tool tip."""
        workspace = self._window.workspace
        if workspace is None:
            return ""
        rows = workspace.linking.of_annotation(annotation)
        return "\n".join(self.telling.line(row, annotation) for row in rows)

    def forget(self) -> None:
        """Another library is shown."""
        self._origin = None
        self.bar.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the text gives a link under way up, before it does anything else there."""
        if (
            self._origin is not None
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            one = next((o for o in self._area.open if o.pane.view is watched), None)
            if one is not None and not one.pane.floating.isVisible():
                self.cancel()
                return True
        return False

    def _attempt(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except PiyueError as refusal:
            self._window.report(refusal)


def _place_of(one: OpenReport, window: QWidget) -> QRectF:
    """Where a panel about the selection or the active mark opens, in the window."""
    pane, view = one.pane, one.pane.view
    rect = QRectF(pane.selection_rect())
    active = pane.active_annotation()
    placed = view.index[active] if active and pane.selection() is None else None
    if placed is not None:
        lines = view.places.rects(placed.start, placed.end)
        if lines:
            port = view.viewport().mapTo(pane, QPoint(0, 0))
            rect = QRectF(lines[-1]).translated(port.x(), port.y() - view.bar.value())
    inside = QRectF(pane.rect())
    if not inside.intersects(rect):
        rect = QRectF(inside.center().x() - 100, inside.y() + 80, 200, 1)
    origin = pane.mapTo(window, QPoint(0, 0))
    return rect.translated(origin.x(), origin.y())


ABOVE = 0.33
"""Share of the view above a passage that was gone to."""


def _place_alone(one: OpenReport, span: Span) -> None:
    """Bring a passage to its height without moving the other panes: as with Alt and the wheel."""
    view = one.pane.view
    shown = view.display.display_range(span)
    at = shown[0] if shown else view.display.to_display(span.start)
    view.driven.emit(True)
    view.glide.stop()
    view.bar.setValue(round(view.places.y_of(at) - view.viewport().height() * ABOVE))
    if shown and shown[0] < shown[1]:
        view.flash(shown)
