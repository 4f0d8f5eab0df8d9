"""The small bar at a selection: the tags used last, and tag, comment, copy as words."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.anchor import Span
from app.domain.tag import Tag
from app.ui.controls import Button, Rule
from app.ui.painting import draw_text, key_cap, panel, swatch
from app.ui.reader.selection_bar import EDGE, SelectionBar
from app.ui.reader.view import ReaderView
from app.ui.theme import Look

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


class FloatingBar(SelectionBar):
    """What can be done with the selection."""

    tag_chosen = Signal(object)  # UUID
    palette_requested = Signal()
    comment_requested = Signal()
    copy_requested = Signal()
    link_requested = Signal()

    def __init__(self, look: Look, host: QWidget, view: ReaderView) -> None:
        super().__init__(look, host)
        self._view, self._keys = view, view.keys
        self._tags: tuple[Tag, ...] = ()
        self._tag_buttons: list[TagButton] = []
        self.setAccessibleName(self.tr("选中文字的操作"))
        self._rule = Rule(look, inset=10)
        self._row.addWidget(self._rule)
        self._tips: list[tuple[Button, str, str]] = []
        for words, tip, action, signal in (
            (self.tr("标签…"), self.tr("选择标签"), "palette", self.palette_requested),
            (self.tr("批注"), self.tr("写批注"), "comment", self.comment_requested),
            (self.tr("链接"), self.tr("链接到另一处"), "link", self.link_requested),
            (self.tr("复制"), self.tr("复制文字和出处"), "copy", self.copy_requested),
        ):
            button = Button(look, words, height=32, parent=self)
            self._tips.append((button, tip, action))
            button.setAccessibleName(words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)
            self._row.addWidget(button)
        self._show_keys()
        self._keys.changed.connect(self._show_keys)
        view.selectionChanged.connect(self._selection_moved)
        view.selection_settled.connect(self._selection_settled)
        view.laid_out.connect(self.hide)
        view.scrolled.connect(self._follow)
        view.bar.rangeChanged.connect(self._follow)

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

    def show_at(self, first_line: QRect, last_line: QRect, bounds: QRect) -> None:
        """A narrow pane has no room for tags: they go, the words stay."""
        room = bounds.width() + 2 * EDGE - 8
        for button in self._tag_buttons:
            button.show()
        self._rule.setVisible(bool(self._tag_buttons))
        for button in reversed(self._tag_buttons):
            self._row.invalidate()
            if self._row.sizeHint().width() <= room:
                break
            button.hide()
            self._rule.setVisible(button is not self._tag_buttons[0])
        super().show_at(first_line, last_line, bounds)

    def _selection_moved(self) -> None:
        if self._view.selection() is None or self._view.is_dragging:
            self.hide()

    def _selection_settled(self, span: Span | None) -> None:
        if span is not None:
            self._show()

    def _follow(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        cursor = self._view.textCursor()
        self.follow(self._view, cursor.selectionStart(), cursor.selectionEnd())
