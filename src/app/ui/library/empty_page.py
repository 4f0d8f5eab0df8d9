"""The page of an empty library: three large actions and a place to drop files."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.controls import BY_KEY, Button, Ground, Words
from app.ui.painting import draw_text, panel
from app.ui.theme import Look
from app.ui.window_actions import Actions

CARD = QSize(250, 168)
GAP = 20


class ActionCard(QAbstractButton):
    """A large action: icon, name, two lines of what it is, its key."""

    def __init__(
        self,
        look: Look,
        icon: str,
        name: str,
        lines: tuple[str, str],
        *,
        primary: bool = False,
    ) -> None:
        super().__init__()
        self.look, self._icon_name, self._lines, self._key = look, icon, lines, ""
        self._primary, self._by_key = primary, False
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription("".join(lines))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.updateGeometry)

    def set_key(self, key: str) -> None:
        """Show another shortcut."""
        self._key = key
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(CARD.width()), self.look.px(CARD.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(200), self.look.px(CARD.height()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in BY_KEY
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look, rect = QPainter(self), self.look, QRectF(self.rect())
        hover = self.underMouse()
        if self._primary:
            ground = (
                look.accentPressed if self.isDown() else look.accentHover if hover else look.accent
            )
            panel(p, rect, ground, 8)
            ink = quiet = mark = look.onAccent
        else:
            ground = look.pressed if self.isDown() else look.hover if hover else look.page
            panel(p, rect, ground, 8, look.stroke)
            ink, quiet, mark = look.text, look.text2, look.accent
        x, width = look.px(20), rect.width() - look.px(32)
        p.drawPixmap(QPointF(x, look.px(22)), look.pixmap(self._icon_name, mark, 32))
        draw_text(
            p, look, QRectF(x, look.px(68), width, look.px(28)), self.text(), 18, ink, bold=True
        )
        y = look.px(97)
        for line in self._lines:
            draw_text(p, look, QRectF(x, y, width, look.px(21)), line, 14, quiet)
            y += look.px(21)
        small = look.onAccent if self._primary else look.text3
        draw_text(p, look, QRectF(x, y, width, look.px(20)), self._key, 12, small)
        if self.hasFocus() and self._by_key:
            panel(
                p, rect.adjusted(3, 3, -3, -3), None, 6, small if self._primary else look.focus, 2
            )


class DropZone(QWidget):
    """Says that files may be dropped; they may be dropped anywhere else too."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._lit = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(10, self.look.px(54))

    def set_lit(self, lit: bool) -> None:
        self._lit = lit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look, rect = QPainter(self), self.look, QRectF(self.rect())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(look.accent if self._lit else look.stroke, 1.2, Qt.PenStyle.DashLine))
        p.setBrush(look.accentSoft if self._lit else look.dock)
        p.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        words = self.tr("也可以把文件拖到窗口任意位置")
        width = look.width(words, 15) + look.px(26)
        x = (rect.width() - width) / 2
        p.drawPixmap(QPointF(x, (rect.height() - look.px(18)) / 2), look.pixmap("drop"))
        box = QRectF(x + look.px(26), 0, width, rect.height())
        draw_text(p, look, box, words, 15, look.text2)


class EmptyPage(Ground):
    """Signals name what was chosen: files, folder, sample, library, manual."""

    chosen = Signal(str)

    def __init__(self, look: Look, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(look, "page", parent=parent)
        self._actions = actions
        centre = Qt.AlignmentFlag.AlignHCenter
        self.cards = {
            "files": ActionCard(
                look, "file", self.tr("导入文件"),
                (self.tr("Word、WPS、PDF、OFD 等"), self.tr("可一次选多份")), primary=True,
            ),
            "folder": ActionCard(
                look, "folder", self.tr("导入文件夹"),
                (self.tr("连同子文件夹，"), self.tr("重复的自动跳过")),
            ),
            "sample": ActionCard(
                look, "sample", self.tr("打开示例库"),
                (self.tr("几份示例报告，已有批注，"), self.tr("可以随便试")),
            ),
        }  # fmt: skip
        self._show_keys()
        actions.keys.changed.connect(self._show_keys)
        self.zone = DropZone(look)
        cards = QHBoxLayout()
        cards.setSpacing(GAP)
        for key, card in self.cards.items():
            card.clicked.connect(lambda _=False, k=key: self.chosen.emit(k))
            cards.addWidget(card)
        links = QHBoxLayout()
        links.addStretch(1)
        for key, words, icon in (
            ("library", self.tr("打开已有的报告库…"), "library"),
            ("manual", self.tr("五分钟上手"), "help"),
        ):
            link = Button(look, words, icon)
            link.clicked.connect(lambda _=False, k=key: self.chosen.emit(k))
            links.addWidget(link)
        links.addStretch(1)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        inner.addStretch(3)
        self.title = Words(look, self.tr("报告库是空的"), px=26, bold=True, height=40, align=centre)
        inner.addWidget(self.title)
        hint = self.tr("先放进几份报告。导入前会列出识别结果，由您确认。")
        inner.addWidget(Words(look, hint, px=15, role="text2", height=30, align=centre))
        inner.addSpacing(24)
        inner.addLayout(cards)
        inner.addSpacing(22)
        inner.addWidget(self.zone)
        inner.addSpacing(20)
        inner.addLayout(links)
        inner.addSpacing(24)
        promise = self.tr("全部内容只存在这台电脑上，本软件不连接网络。")
        inner.addWidget(Words(look, promise, px=13, role="text3", align=centre))
        inner.addStretch(4)
        holder = QWidget()
        holder.setMaximumWidth(3 * look.px(CARD.width()) + 2 * GAP)
        holder.setLayout(inner)
        whole = QHBoxLayout(self)
        whole.addStretch(1)
        whole.addWidget(holder, 20)
        whole.addStretch(1)

    def _show_keys(self) -> None:
        for card, id_ in (("files", "import_files"), ("folder", "import_folder")):
            self.cards[card].set_key(self._actions.key(id_))

    def set_has_library(self, has_library: bool) -> None:
        """Whether a library is open (and empty), or none could be opened."""
        words = self.tr("报告库是空的") if has_library else self.tr("没有打开报告库")
        self.title.set_text(words)
