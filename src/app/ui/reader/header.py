"""The two rows above the text: what is open here, and which section is being read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.controls import Button, row
from app.ui.focus import Ringed
from app.ui.painting import draw_text, panel
from app.ui.theme import Look

HEIGHT, STICKY_HEIGHT = 36, 28
NARROW = 480
"""Below this width 批注卡 is an icon alone."""

LEAST_FACTS = 40
SEPARATOR = "  ›  "


class PaneHeader(QWidget):
    """Title and facts of the report; outline, cards, more, close."""

    outline_wished = Signal()
    cards_wished = Signal(bool)
    more_wished = Signal()
    close_wished = Signal()
    pressed = Signal()
    accessible_role = QAccessible.Role.Grouping

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._title, self._place, self._progress = "", "", 0
        self._is_active = False
        self.outline_button = Button(look, self.tr("目录"), px=13, height=26)
        self.outline_button.set_arrow(True)
        self.outline_button.setToolTip(self.tr("目录：跳到一节"))
        self.cards_button = Button(look, "", "cards", px=13, height=26, checkable=True)
        self.cards_button.setToolTip(self.tr("批注卡：在正文右侧显示批注内容"))
        self.cards_button.setAccessibleName(self.tr("批注卡"))
        self.more_button = Button(look, "", "more", height=26, tip=self.tr("更多"))
        self.close_button = Button(look, "", "close", height=26, tip=self.tr("关闭这一栏"))
        row(
            self, None, self.outline_button, self.cards_button, self.more_button,
            self.close_button, margins=(0, 2, 4, 0), spacing=0,
        )  # fmt: skip
        self.outline_button.clicked.connect(self.outline_wished)
        self.cards_button.clicked.connect(self.cards_wished)
        self.more_button.clicked.connect(self.more_wished)
        self.close_button.clicked.connect(self.close_wished)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(self.look.px(HEIGHT))
        self.update()

    def show_report(self, title: str, place: str) -> None:
        self._title, self._place = title, place
        self.setAccessibleName(title)
        self.update()

    def set_progress(self, percent: int) -> None:
        if percent != self._progress:
            self._progress = percent
            self.update()

    def set_active(self, active: bool) -> None:
        self._is_active = active
        self.update()

    def facts(self) -> str:
        """Place and progress as one line."""
        read = self.tr("已读 {percent}%").format(percent=self._progress)
        return (
            self.tr("{place} · {read}").format(place=self._place, read=read)
            if self._place
            else read
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.look.px(NARROW)
        self.cards_button.set_label("" if narrow else self.tr("批注卡"))
        self.cards_button.setAccessibleName(self.tr("批注卡"))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look = QPainter(self), self.look
        p.fillRect(self.rect(), look.page if self._is_active else look.dock)
        if self._is_active:
            p.fillRect(0, 0, self.width(), 3, look.accent)
        first = self.outline_button.x() - 6
        title = QRectF(12, 2, max(0, first - 12), self.height() - 2)
        ink = look.text if self._is_active else look.text2
        # The year stands at the end of the title: a title without room is cut in its middle.
        used = draw_text(
            p, look, title, self._title, 15, ink, bold=True, elide=Qt.TextElideMode.ElideMiddle
        )
        facts = QRectF(12 + used + 10, 3, first - used - 22, self.height() - 2)
        if facts.width() > LEAST_FACTS:
            draw_text(p, look, facts, self.facts(), 12, look.text3)
        p.fillRect(0, self.height() - 1, self.width(), 1, look.line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.pressed.emit()


class StickyHeading(Ringed, QWidget):
    """The path of the section at the top of the view; a click opens the outline."""

    clicked = Signal()
    accessible_role = QAccessible.Role.Button

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._path: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("正在读的章节，单击打开目录"))
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(self.look.px(STICKY_HEIGHT))
        self.update()

    @property
    def path(self) -> tuple[str, ...]:
        return self._path

    def set_path(self, path: tuple[str, ...]) -> None:
        """Headings from the top; painted anew only when they change."""
        if path != self._path:
            self._path = path
            self.setAccessibleName(self.tr("当前章节：{path}").format(path=SEPARATOR.join(path)))
            self.update()

    def shown(self, room: float) -> str:
        """The path in a width: the outer headings give way, the innermost is cut last."""
        parts = list(self._path)
        width = self.look.width
        for index in range(len(parts) - 1):
            over = width(SEPARATOR.join(parts), 13) - room
            if over <= 0:
                break
            parts[index] = self._shorter(parts[index], width(parts[index], 13) - over)
        text = SEPARATOR.join(parts)
        return self.look.metrics(13).elidedText(text, Qt.TextElideMode.ElideRight, room)

    def _shorter(self, heading: str, room: float) -> str:
        """`四、持续推进依法行政` as `四、…依法行政`: its number and its end remain."""
        head = heading[:2]
        for keep in range(min(8, len(heading) - 2), 0, -1):
            short = f"{head}…{heading[-keep:]}"
            if self.look.width(short, 13) <= room:
                return short
        return f"{head}…" if len(heading) > 3 else heading

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look = QPainter(self), self.look
        p.fillRect(self.rect(), look.hover if self.underMouse() else look.dock)
        room = QRectF(12, 0, self.width() - 20, self.height() - 1)
        draw_text(p, look, room, self.shown(room.width()), 13, look.text2)
        p.fillRect(0, self.height() - 1, self.width(), 1, look.line)
        if self.hasFocus() and self.rings:
            panel(p, QRectF(self.rect()), None, 2, look.focus, 2)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def press(self) -> None:
        """As by a click, for a screen reader."""
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEvent) -> None:
        del event
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        del event
        self.update()
