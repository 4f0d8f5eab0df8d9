"""Brings the queue of doubtful annotations and the window together."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from app.domain.anchor import Span
from app.domain.change import Change, Entity
from app.ui.notice_bar import NoticeBar
from app.ui.reanchoring.former_texts import FormerTexts

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.panes import OpenReport
    from app.ui.reanchoring.panel import ReanchoringPanel


class ReanchoringDesk(QObject):
    """Says after a new text how many places are in doubt, and opens the queue."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.bar = NoticeBar(window.look, "warning")
        layout = window.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(window.pages), self.bar)
        self.panel: ReanchoringPanel | None = None
        self._picking: OpenReport | None = None
        self._report: UUID | None = None
        self.bar.acted.connect(lambda: self.open(self._report))
        self.bar.dismissed.connect(self.bar.hide)
        window.signals.changed.connect(self._changed)
        self.former_texts = FormerTexts(window)

    def open(self, report: UUID | None = None, annotation: UUID | None = None) -> None:
        """Go through what is in doubt, of one report or of the library."""
        window = self._window
        workspace = window.workspace
        if workspace is None or not window.reading.has_reports:
            return
        self.bar.hide()
        if self.panel is None:
            self._make()
        assert self.panel is not None
        window.show_page("reading")
        if not self.panel.load(report, annotation):
            self.close()
            window.say(self.tr("没有待确认或找不到的批注"))
            return
        self.panel.show()
        self.panel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self) -> None:
        from app.ui.reanchoring.panel import ReanchoringPanel

        window = self._window
        assert window.workspace is not None
        self.panel = panel = ReanchoringPanel(window.look, window.workspace)
        panel.hide()
        layout = window.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(window.pages) + 1, panel)
        panel.place_shown.connect(self._show_place)
        panel.selection_wished.connect(self._pick)
        panel.refused.connect(window.report)
        panel.emptied.connect(self._done)
        panel.closed.connect(self.close)

    def close(self) -> None:
        """Give the room back to the text."""
        self._stop_picking()
        if self.panel is not None and self.panel.isVisible():
            self.panel.hide()
            self._window.focus_page()

    def forget(self) -> None:
        """Another library is shown."""
        self._stop_picking()
        self.bar.hide()
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None

    def _done(self) -> None:
        self.close()
        self._window.say(self.tr("全部批注的位置都已确定"))

    def _show_place(self, report: UUID, span: Span) -> None:
        reading = self._window.reading
        had_focus = self.panel is not None and self.panel.isAncestorOf(
            self._window.focusWidget() or self._window
        )
        reading.open_at(report, span)
        one = reading.area.active
        if one is not None and self.panel is not None:
            if len(span):
                shown = one.pane.view.display.display_range(span)
                if shown is not None:
                    one.pane.view.flash(shown)
            if had_focus or self.panel.isVisible():
                self.panel.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- selecting the place in the text -----------------------------------------------

    def _pick(self, report: UUID) -> None:
        reading = self._window.reading
        one = reading.open_report(report)
        if one is None:
            return
        self._picking = one
        one.pane.view.installEventFilter(self)
        one.pane.setFocus()
        self._window.say(self.tr("请在正文中选中新的位置，按 Enter 确定，Esc 放弃"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        one = self._picking
        if one is not None and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take_selection(one)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._stop_picking()
                if self.panel is not None:
                    self.panel.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _take_selection(self, one: OpenReport) -> None:
        span = one.pane.selection()
        if span is None or self.panel is None:
            self._window.say(self.tr("还没有选中文字"))
            return
        self._stop_picking()
        one.pane.clear_selection()
        self.panel.put(span)
        if self.panel is not None and self.panel.isVisible():
            self.panel.setFocus()

    def _stop_picking(self) -> None:
        one, self._picking = self._picking, None
        if one is not None:
            one.pane.view.removeEventFilter(self)
            if self.panel is not None:
                self.panel.stop_picking()

    # --- keeping up -------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        workspace = self._window.workspace
        if workspace is None:
            return
        is_open = self.panel is not None and self.panel.isVisible()
        if is_open and (change.touched(Entity.ANNOTATION) or change.touched(Entity.REPORT)):
            assert self.panel is not None
            self.panel.refresh()
        elif change.action == "replace_text":
            (self._report, *_) = map(UUID, change.touched(Entity.REPORT))
            tally = workspace.versioning.tally(self._report)
            if tally.to_confirm or tally.lost:
                words = self.tr(
                    "文本已更换：{sure} 条批注已就位，{to_confirm} 条待确认，{lost} 条找不到"
                )
                self.bar.say(
                    words.format(
                        sure=tally.exact + tally.moved,
                        to_confirm=tally.to_confirm,
                        lost=tally.lost,
                    ),
                    self.tr("逐条确认"),
                )
        elif change.action in {"undo", "redo"}:
            self.bar.hide()
