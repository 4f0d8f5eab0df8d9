"""The right dock: pages under segmented tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from app.ui.controls import BY_KEY, Button, Ground, column
from app.ui.painting import draw_text, panel
from app.ui.theme import Look


class Segment(QAbstractButton):
    """One tab; all of them share the width of the dock."""

    accessible_role = QAccessible.Role.PageTab

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self.look = look
        self._by_key = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_label(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(56), self.look.px(36))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in BY_KEY
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look, rect = QPainter(self), self.look, QRectF(self.rect())
        on = self.isChecked()
        if self.underMouse() and not on:
            panel(p, rect.adjusted(4, 4, -4, -4), look.hover, 4)
        ink = look.accent if on else look.text2
        draw_text(p, look, rect, self.text(), 14, ink, bold=on, align=Qt.AlignmentFlag.AlignHCenter)
        if on:
            middle = rect.width() / 2
            panel(p, QRectF(middle - 16, rect.height() - 3, 32, 3), look.accent, 1.5)
        if self.hasFocus() and self._by_key:
            panel(p, rect.adjusted(2, 2, -2, -2), None, 4, look.focus, 2)


class RightDock(Ground):
    """Signals:
    shown: number of the page that was chosen.
    close_asked: the dock lies over the panes and is to go.
    visibility_changed: whether it is shown now.
    """

    shown = Signal(int)
    close_asked = Signal()
    visibility_changed = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", parent=parent)
        self._head = Ground(look, "dock", "b", height=36)
        self._tabs = QHBoxLayout(self._head)
        self._tabs.setContentsMargins(0, 0, 0, 0)
        self._tabs.setSpacing(0)
        self._group = QButtonGroup(self)
        self._is_over = False
        self.close_button = Button(look, "", "close", height=30, tip=self.tr("收起右栏（Esc）"))
        self.close_button.clicked.connect(self.close_asked)
        self.close_button.hide()
        self.segments: list[Segment] = []
        self.stack = QStackedWidget()
        column(self, self._head, self.stack)

    def set_pages(self, pages: Sequence[tuple[str, QWidget]]) -> None:
        """Fill the dock; called once."""
        for number, (title, page) in enumerate(pages):
            segment = Segment(self.look, title)
            segment.clicked.connect(lambda _=False, n=number: self.show_page(n))
            self._group.addButton(segment)
            self._tabs.addWidget(segment)
            self.segments.append(segment)
            self.stack.addWidget(page)
        self._tabs.addWidget(self.close_button)
        self.show_page(0)

    def set_over(self, over: bool) -> None:
        """Whether it lies over the panes: it then has an edge and can be closed."""
        self._is_over = over
        self.close_button.setVisible(over)
        self.set_sides("l" if over else "")
        margin = 2 if over else 0
        self.layout().setContentsMargins(margin, 0, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]

    def take_focus(self) -> None:
        """Put the keyboard into the page that is shown."""
        for part in self.stack.currentWidget().findChildren(QWidget):
            if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                part.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_over and event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.visibility_changed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.visibility_changed.emit(False)

    def replace_page(self, number: int, page: QWidget) -> None:
        """Put the real page where a stand-in was."""
        former = self.stack.widget(number)
        self.stack.insertWidget(number, page)
        self.stack.setCurrentIndex(number)
        self.stack.removeWidget(former)
        former.deleteLater()

    def set_title(self, number: int, title: str) -> None:
        if number < len(self.segments):
            self.segments[number].set_label(title)

    def show_page(self, number: int) -> None:
        if 0 <= number < len(self.segments):
            self.segments[number].setChecked(True)
            self.stack.setCurrentIndex(number)
            self.shown.emit(number)

    @property
    def current(self) -> int:
        return self.stack.currentIndex()
