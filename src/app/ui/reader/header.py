"""The two rows above the text: what is open here, and which section is being read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QActionGroup,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.domain.report import ReadingStatus
from app.ui.controls import Button, row
from app.ui.focus import Ringed
from app.ui.painting import draw_text, panel
from app.ui.reading_sign import paint_sign
from app.ui.theme import Look

HEIGHT, STICKY_HEIGHT = 36, 28
LEAST_NAME = 110
"""To this width a name is cut before what is offered at the end of a text gives way."""

SEPARATOR = "  ›  "


class StatusChip(Button):
    """How far the reviewer has come with this report: a sign, its word, and a menu of the four."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", px=13, height=26)
        self.set_arrow(True)
        self.status, self.share = ReadingStatus.UNREAD, 0.0
        self._word, self._is_small = "", False

    def show_status(self, status: ReadingStatus, share: float, word: str) -> None:
        """What it says; the word is always told to a screen reader."""
        if (status, share, word) == (self.status, self.share, self._word):
            return
        self.status, self.share, self._word = status, share, word
        self._say()

    def set_small(self, small: bool) -> None:
        """Show the sign alone: there is no room for its word."""
        if small != self._is_small:
            self._is_small = small
            self._say()

    def _say(self) -> None:
        self.set_label("" if self._is_small else self._word)
        self.setAccessibleName(self.tr("审阅状态：{status}").format(status=self._word))
        self.setToolTip(self.tr("审阅状态：{status}。单击更改").format(status=self._word))
        self.updateGeometry()
        self.update()

    def width_of(self, word: str) -> int:
        """What it needs with a word, or without one."""
        look = self.look
        words = look.width(word, 13) + look.px(6) if word else 0
        return int(look.px(16 + 16 + 14) + words + 0.99)

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(self.text()), self.look.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look, rect = QPainter(self), self.look, QRectF(self.rect())
        ink, ground, _ = self._colours()
        if ground is not None:
            panel(p, rect, ground, 4)
        middle = rect.height() / 2
        paint_sign(p, look, QPointF(look.px(16), middle), self.status, self.share)
        box = QRectF(look.px(27), 0, rect.width() - look.px(27), rect.height())
        draw_text(p, look, box, self.text(), 13, ink)
        arrow = look.pixmap("chevron-down", ink, 14)
        p.drawPixmap(QPointF(rect.right() - look.px(17), middle - look.px(7)), arrow)
        if self.hasFocus() and self._keyboard_focus:
            panel(p, rect, None, 4, look.focus, 2)


class PaneHeader(QWidget):
    """Title and facts of the report; its status, outline, cards, more, close.

    Signals:
        status_wished: a ReadingStatus.
        drag_wished: the header is dragged, to put this pane elsewhere.
    """

    outline_wished = Signal()
    cards_wished = Signal(bool)
    more_wished = Signal()
    close_wished = Signal()
    status_wished = Signal(object)
    drag_wished = Signal()
    pressed = Signal()
    accessible_role = QAccessible.Role.Grouping

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._title, self._place, self._share = "", "", 0.0
        self.shown_facts = ""
        self._names: Mapping[ReadingStatus, str] = {}
        self._status = ReadingStatus.UNREAD
        self._is_active = self._is_at_end = False
        self._pressed_at: QPointF | None = None
        self.status_chip = StatusChip(look)
        self.done_button = Button(look, self.tr("标为已阅"), "ok", px=13, height=26)
        self.done_button.setToolTip(self.tr("已经读到末尾：把这份报告标为已阅"))
        self.outline_button = Button(look, self.tr("目录"), px=13, height=26)
        self.outline_button.set_arrow(True)
        self.outline_button.setToolTip(self.tr("目录：跳到一节"))
        self.cards_button = Button(look, "", "cards", px=13, height=26, checkable=True)
        self.cards_button.setToolTip(self.tr("批注卡：在正文右侧显示批注内容"))
        self.more_button = Button(look, "", "more", height=26, tip=self.tr("更多"))
        self.close_button = Button(look, "", "close", height=26, tip=self.tr("关闭这一栏"))
        row(
            self, None, self.done_button, self.status_chip, self.outline_button,
            self.cards_button, self.more_button, self.close_button,
            margins=(0, 2, 4, 0), spacing=0,
        )  # fmt: skip
        self.done_button.clicked.connect(lambda: self.status_wished.emit(ReadingStatus.READ))
        self.status_chip.clicked.connect(self.open_status_menu)
        self.outline_button.clicked.connect(self.outline_wished)
        self.cards_button.clicked.connect(self.cards_wished)
        self.more_button.clicked.connect(self.more_wished)
        self.close_button.clicked.connect(self.close_wished)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(self.look.px(HEIGHT))
        self._fit()

    # --- what it shows ---

    def show_report(self, title: str, place: str) -> None:
        self._title, self._place = title, place
        self._is_at_end = False
        self.setAccessibleName(title)
        self.setToolTip(f"{title}\n{place}" if place else title)
        self._fit()

    def set_progress(self, share: float, *, at_end: bool = False) -> None:
        """How much was read, 0..1, and whether the last lines were."""
        known = round(100 * self._share), self._is_at_end
        self._share, self._is_at_end = share, at_end
        if (round(100 * share), at_end) != known:
            self._fit()

    def set_status(self, status: ReadingStatus, names: Mapping[ReadingStatus, str]) -> None:
        """The reviewer's status of this report, and what the four are called."""
        self._status, self._names = status, names
        self._fit()

    def set_active(self, active: bool) -> None:
        self._is_active = active
        self.update()

    def progress_words(self) -> str:
        return self.tr("已读 {percent}%").format(percent=int(100 * self._share))

    def facts(self) -> str:
        """Place and progress as one line."""
        if not self._place:
            return self.progress_words()
        words = self.tr("{place} · {read}")
        return words.format(place=self._place, read=self.progress_words())

    @property
    def offers_done(self) -> bool:
        """At the end of the text `read` is offered; nothing is changed without a person."""
        open_ = {ReadingStatus.UNREAD, ReadingStatus.READING}
        return self._is_at_end and self._status in open_ and bool(self._names)

    # --- how it fits ---

    def _fit(self) -> None:
        """Give up, one after another, what says least; the name goes last."""
        look, chip = self.look, self.status_chip
        word = self._names.get(self._status, "")
        chip.setVisible(bool(self._names))
        chip.show_status(self._status, self._share, word)
        offer = self.done_button.sizeHint().width() if self.offers_done else 0
        name = look.width(self._title, 15, bold=True)
        fixed = 22 + self.more_button.sizeHint().width() + self.close_button.sizeHint().width() + 16
        bare = look.px(28)
        cards = look.px(24 + 16) + look.width(self._cards_words(), 13)
        outline = look.px(18 + 16) + look.width(self._outline_words(), 13)
        for facts, chip_word, cards_word, outline_word, offered, least in (
            (self.facts(), word, True, True, True, name),
            (self.facts(), word, False, True, True, name),
            (self.progress_words(), word, False, True, True, name),
            (self.progress_words(), "", False, True, True, name),
            ("", "", False, True, True, name),
            ("", "", False, False, True, name),
            ("", "", False, False, True, min(name, look.px(LEAST_NAME))),
            ("", "", False, False, False, 0),
        ):
            used = fixed + least + (chip.width_of(chip_word) if self._names else 0)
            used += look.width(facts, 12) + 12 if facts else 0
            used += cards if cards_word else bare
            used += outline if outline_word else bare
            used += offer if offered else 0
            if used <= self.width():
                break
        self.shown_facts = facts
        chip.set_small(not chip_word)
        self.cards_button.set_label(self._cards_words() if cards_word else "")
        self.cards_button.setAccessibleName(self._cards_words())
        self.outline_button.set_label(self._outline_words() if outline_word else "")
        self.outline_button.set_icon_name("" if outline_word else "outline")
        self.outline_button.set_arrow(outline_word)
        self.outline_button.setAccessibleName(self._outline_words())
        self.done_button.setVisible(bool(offer) and offered)
        self.update()

    def _cards_words(self) -> str:
        return self.tr("批注卡")

    def _outline_words(self) -> str:
        return self.tr("目录")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look = QPainter(self), self.look
        p.fillRect(self.rect(), look.page if self._is_active else look.dock)
        if self._is_active:
            p.fillRect(0, 0, self.width(), 3, look.accent)
        shown = [b for b in (self.done_button, self.status_chip) if b.isVisible()]
        first = (shown[0] if shown else self.outline_button).x() - 6
        title = QRectF(12, 2, max(0, first - 12), self.height() - 2)
        ink = look.text if self._is_active else look.text2
        # The year stands at the end of the title: a title without room is cut in its middle.
        used = draw_text(
            p, look, title, self._title, 15, ink, bold=True, elide=Qt.TextElideMode.ElideMiddle
        )
        if self.shown_facts:
            facts = QRectF(12 + used + 10, 3, first - used - 22, self.height() - 2)
            draw_text(p, look, facts, self.shown_facts, 12, look.text3)
        p.fillRect(0, self.height() - 1, self.width(), 1, look.line)

    # --- menu, mouse ---

    def fill_status_menu(self, menu: QMenu) -> None:
        """The four states, the present one ticked."""
        choices = QActionGroup(menu)
        for status, name in self._names.items():
            action = choices.addAction(name)
            action.setCheckable(True)
            action.setChecked(status is self._status)
            action.triggered.connect(lambda _=False, s=status: self.status_wished.emit(s))
            menu.addAction(action)

    def open_status_menu(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_status_menu(menu)
        menu.popup(self.status_chip.mapToGlobal(self.status_chip.rect().bottomLeft()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
        self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        if start is None:
            return
        if (event.position() - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            self.drag_wished.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._pressed_at = None


class StickyHeading(Ringed, QWidget):
    """Back and forward, and the path of the section at the top of the view.

    A click on the path opens the outline.
    """

    clicked = Signal()
    accessible_role = QAccessible.Role.Button

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._path: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("正在读的章节，单击打开目录"))
        self.back_button = Button(
            look, "", "arrow-left", height=24, tip=self.tr("后退：回到跳转以前的地方（Alt+←）")
        )
        self.forward_button = Button(
            look, "", "arrow-right", height=24, tip=self.tr("前进（Alt+→）")
        )
        self.back_button.setAccessibleName(self.tr("后退"))
        self.forward_button.setAccessibleName(self.tr("前进"))
        for button in (self.back_button, self.forward_button):
            button.setCursor(Qt.CursorShape.ArrowCursor)
        row(self, self.back_button, self.forward_button, None, margins=(4, 0, 0, 1), spacing=0)
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
        left = self.forward_button.geometry().right() + 7
        room = QRectF(left, 0, self.width() - left - 8, self.height() - 1)
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
