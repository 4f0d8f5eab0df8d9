"""The small bar at a selection: the tags used last, and tag, comment, copy as words."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.tag import Tag
from app.ui.controls import Button, Rule
from app.ui.key_map import KeyMap
from app.ui.painting import draw_text, drop_shadow, key_cap, panel, swatch
from app.ui.reader.view import ReaderView
from app.ui.theme import Look

HEIGHT, EDGE, SPACE = 40, 14, 6
WIDEST_NAME = 112


class TagButton(Button):
    """A tag with its swatch and the key of its slot."""

    def __init__(self, look: Look, tag: Tag, key: str, parent: QWidget) -> None:
        super().__init__(look, tag.short_name or tag.name, height=32, key=key, parent=parent)
        self.tag = tag
        self.setToolTip(tag.name)
        self.setAccessibleName(self.tr("加标签 {name}").format(name=tag.name))

    def sizeHint(self) -> QSize:
        look = self.look
        name = min(look.width(self.text(), 14), look.px(WIDEST_NAME))
        key = max(look.px(18), look.width(self._key, 12) + 8) + 8 if self._key else 0
        return QSize(int(26 + name + 10 + key), look.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look = QPainter(self), self.look
        rect = QRectF(self.rect())
        if self.isDown() or self.underMouse():
            panel(p, rect, look.pressed if self.isDown() else look.hover, 4)
        swatch(p, look, 9, rect.center().y(), self.tag.colour, self.tag.kind)
        right = rect.right() - 6
        if self._key:
            right -= key_cap(p, look, right, rect.center().y(), self._key) + 4
        draw_text(p, look, QRectF(26, 0, right - 26 + 4, rect.height()), self.text(), 14)
        if self.hasFocus():
            panel(p, rect, None, 4, look.focus, 2)


class FloatingBar(QWidget):
    """Above the first selected line, below the last where there is no room; inside its pane.

    It never takes the focus by itself, so that keys keep meaning what they
    mean in the text; Tab goes into it.
    """

    tag_chosen = Signal(object)  # UUID
    palette_requested = Signal()
    comment_requested = Signal()
    copy_requested = Signal()

    def __init__(self, look: Look, host: QWidget, keys: KeyMap) -> None:
        super().__init__(host)
        self.look, self._host, self._keys = look, host, keys
        self._tags: tuple[Tag, ...] = ()
        self._tag_buttons: list[TagButton] = []
        self.setAccessibleName(self.tr("选中文字的操作"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(EDGE + 4, EDGE, EDGE + 4, EDGE)
        self._row.setSpacing(1)
        self._rule = Rule(look, inset=10)
        self._row.addWidget(self._rule)
        self._tips: list[tuple[Button, str, str]] = []
        for words, tip, action, signal in (
            (self.tr("标签…"), self.tr("选择标签"), "palette", self.palette_requested),
            (self.tr("批注"), self.tr("写批注"), "comment", self.comment_requested),
            (self.tr("复制"), self.tr("复制文字和出处"), "copy", self.copy_requested),
        ):
            button = Button(look, words, height=32, parent=self)
            self._tips.append((button, tip, action))
            button.setAccessibleName(words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)
            self._row.addWidget(button)
        look.changed.connect(self._resize)
        self._show_keys()
        keys.changed.connect(self._show_keys)
        self.hide()

    def _show_keys(self) -> None:
        for button, tip, action in self._tips:
            key = self._keys.shown(action) if action != "copy" else "Ctrl+C"
            words = self.tr("{what}（{key}）").format(what=tip, key=key)
            button.setToolTip(words if key else tip)
        for button in self._tag_buttons:
            button.set_key(self._slot_key(button.tag))

    def _slot_key(self, tag: Tag) -> str:
        return self._keys.shown(f"tag_{tag.slot}") if tag.slot else ""

    def set_tags(self, tags: Sequence[Tag]) -> None:
        """The tags to offer, the last used first; two are shown."""
        offered = tuple(tags[:2])
        if offered == self._tags:
            return
        self._tags = offered
        for button in self._tag_buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._tag_buttons = [
            TagButton(self.look, tag, self._slot_key(tag), self) for tag in offered
        ]
        for place, button in enumerate(self._tag_buttons):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            id_: UUID = button.tag.id
            button.clicked.connect(lambda _=False, id_=id_: self.tag_chosen.emit(id_))
            self._row.insertWidget(place, button)
        self._rule.setVisible(bool(offered))

    def follow_selection(self, view: ReaderView) -> None:
        """Show the bar at the selection of its view; hide it when none of that is in sight."""
        cursor = view.textCursor()
        rects = view.places.rects(cursor.selectionStart(), cursor.selectionEnd())
        port = QRect(view.viewport().mapTo(self._host, QPoint(0, 0)), view.viewport().size())
        dx, dy = port.x(), port.y() - view.bar.value()
        lines = [rect.translated(dx, dy).toAlignedRect() for rect in rects]
        if not lines or lines[-1].bottom() < port.top() or lines[0].top() > port.bottom():
            self.hide()
        else:
            bounds = QRect(view.mapTo(self._host, QPoint(0, 0)), view.size())
            self.show_at(lines[0], lines[-1], bounds)

    def show_at(self, first_line: QRect, last_line: QRect, bounds: QRect) -> None:
        """Place the bar at a selection; all in the host's coordinates."""
        self._resize()
        width, height = self.width(), self.look.px(HEIGHT)
        x = max(bounds.left() - EDGE + 4, first_line.left() - EDGE - 8)
        x = min(x, bounds.right() - width + EDGE - 4)
        y = first_line.top() - SPACE - height
        if y < bounds.top():
            y = last_line.bottom() + SPACE + 8
        if y + height > bounds.bottom():
            y = max(bounds.top(), bounds.bottom() - height - SPACE)
        self.move(max(bounds.left() - EDGE, x), y - EDGE)
        self.show()
        self.raise_()

    def _resize(self) -> None:
        self.setFixedHeight(self.look.px(HEIGHT) + 2 * EDGE)
        self._row.invalidate()
        self.resize(self._row.sizeHint().width(), self.height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        rect = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        drop_shadow(p, self.look, rect)
        panel(p, rect, self.look.raised, 8, self.look.line2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._host.setFocus()
        else:
            super().keyPressEvent(event)
