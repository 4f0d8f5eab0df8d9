"""The tag palette: type a few letters, Enter tags the selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.anchor import Span
from app.ui.controls import Field, column
from app.ui.painting import draw_text, drop_shadow, key_cap, panel, swatch
from app.ui.theme import Look
from app.workspace.suggesting import Suggestion

WIDTH, ROW, EDGE, SHOWN = 348, 46, 14, 6
STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: SHOWN,
    Qt.Key.Key_PageUp: -SHOWN,
}


class Choices(QWidget):
    """The rows of the palette, the last of which creates a new tag."""

    chosen = Signal(int)
    moved = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.items: list[Suggestion] = []
        self.new_name = ""
        self.current = 0
        self._first = 0
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("匹配的标签"))

    @property
    def count(self) -> int:
        return len(self.items) + bool(self.new_name)

    def show_items(self, items: Sequence[Suggestion], new_name: str) -> None:
        self.items, self.new_name = list(items), new_name
        self.current = self._first = 0
        self.setFixedHeight(min(SHOWN, self.count) * self.look.px(ROW))
        self.update()
        self.moved.emit(0)

    def step(self, step: int) -> None:
        """Choose the next or previous row, staying inside the list."""
        if self.count:
            self.current = max(0, min(self.count - 1, self.current + step))
            self._first = min(self._first, self.current)
            self._first = max(self._first, self.current - SHOWN + 1)
            self.update()
            self.moved.emit(self.current)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        height = self.look.px(ROW)
        for k in range(self._first, min(self.count, self._first + SHOWN)):
            rect = QRectF(0, (k - self._first) * height, self.width(), height)
            if k == self.current:
                panel(p, rect, self.look.selected, 4)
            if k < len(self.items):
                self._paint_suggestion(p, rect, self.items[k], current=k == self.current)
            else:
                self._paint_new(p, rect, current=k == self.current)

    def _paint_suggestion(
        self, p: QPainter, rect: QRectF, item: Suggestion, *, current: bool
    ) -> None:
        look, tag = self.look, item.tag
        upper = QRectF(rect.x() + 38, rect.y() + 4, rect.width() - 48, rect.height() / 2 - 2)
        lower = QRectF(
            upper.x(), rect.y() + rect.height() / 2, upper.width(), rect.height() / 2 - 5
        )
        swatch(p, look, rect.x() + 14, upper.center().y(), tag.colour, tag.kind)
        x = upper.x()
        if tag.code:
            x += draw_text(p, look, upper, tag.code, 13, look.text3) + 6
        right = upper.right()
        if current:
            right -= key_cap(p, look, rect.right() - 8, upper.center().y(), "Enter") + 6
        self._paint_name(p, QRectF(x, upper.y(), right - x, upper.height()), item)
        used = self.tr("本库 {count} 次").format(count=item.count) if item.count else ""
        width = look.width(used, 12)
        path = item.path.replace("/", " › ")
        draw_text(p, look, lower.adjusted(0, 0, -width - 8, 0), path, 12, look.text2)
        right = QRectF(lower.right() - width, lower.y(), width + 1, lower.height())
        draw_text(p, look, right, used, 12, look.text3)

    def _paint_name(self, p: QPainter, rect: QRectF, item: Suggestion) -> None:
        """The name, with the characters that matched bold and underlined."""
        look, name = self.look, item.tag.name
        x, done = rect.x(), 0
        line = rect.center().y() + look.metrics(14).ascent() / 2 + 1
        for span in (*item.matched, Span(len(name), len(name))):
            for text, bold in (
                (name[done : span.start], False),
                (name[span.start : span.end], True),
            ):
                room = QRectF(x, rect.y(), max(0.0, rect.right() - x), rect.height())
                width = draw_text(p, look, room, text, 14, bold=bold) if text else 0.0
                if bold and width:
                    p.fillRect(QRectF(x, line, width, 1.5), look.text)
                x += width
            done = span.end

    def _paint_new(self, p: QPainter, rect: QRectF, *, current: bool) -> None:
        look = self.look
        side = look.px(16)
        mark = look.pixmap("plus", look.accent, 16)
        p.drawPixmap(QPoint(int(rect.x() + 11), int(rect.center().y() - side / 2)), mark)
        label = self.tr("新建标签“{name}”").format(name=self.new_name)
        draw_text(p, look, rect.adjusted(38, 0, -60, 0), label, 14, look.accent)
        if current:
            key_cap(p, look, rect.right() - 8, rect.center().y(), "Enter")

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            self.step(-1 if turned > 0 else 1)
        event.accept()

    def _row_at(self, event: QMouseEvent) -> int:
        return self._first + int(event.position().y() // self.look.px(ROW))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event)
        if row < self.count and row != self.current:
            self.current = row
            self.update()
            self.moved.emit(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event)
        if row < self.count:
            self.current = row
            self.chosen.emit(row)


class TagPalette(QWidget):
    """A popover over the window, opened under a selection.

    Signals:
        tag_chosen: tag id, and whether the palette stays open for another.
        new_tag: typed name, and whether the palette stays open.
        closed: without a choice or after it; the pane takes the focus back.
    """

    tag_chosen = Signal(object, bool)
    new_tag = Signal(str, bool)
    closed = Signal()

    def __init__(
        self,
        look: Look,
        suggest: Callable[[str], Sequence[Suggestion]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._host = parent
        self._suggest = suggest
        self.field = Field(look, self.tr("中文、拼音或首字母"), "tag", height=36)
        self.field.setAccessibleName(self.tr("标签"))
        self.choices = Choices(look, self)
        self._definition = ""
        self._foot = QWidget(self)
        self._place = QRectF()
        look.changed.connect(self._restyle)
        column(
            self,
            self.field,
            6,
            self.choices,
            self._foot,
            margins=(EDGE + 8, EDGE + 8, EDGE + 8, EDGE + 2),
        )
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.choices.chosen.connect(lambda _: self._accept(keep_open=False))
        self.choices.moved.connect(self._row_changed)
        self._restyle()
        self.hide()

    def _restyle(self) -> None:
        self._foot.setFixedHeight(self.look.px(66))
        self.update()

    def open_at(self, place: QRectF, typed: str = "") -> None:
        """Open under `place` (the selection, in the parent's coordinates), inside the parent."""
        self._place = place
        self.field.setText(typed)
        self._typed(typed)
        self._fit(place)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        _application().installEventFilter(self)

    def close_palette(self) -> None:
        if self.isVisible():
            _application().removeEventFilter(self)
            self.hide()
            self.closed.emit()

    def _fit(self, place: QRectF) -> None:
        self._place = place
        width = self.look.px(WIDTH) + 2 * EDGE
        self.setFixedWidth(width)
        self.adjustSize()
        parent = self._host
        x = max(0, min(int(place.x()) - EDGE, parent.width() - width))
        below = int(place.bottom()) + 4 - EDGE
        above = int(place.top()) - self.height() + EDGE - 4
        y = below if below + self.height() <= parent.height() or above < 0 else above
        self.move(x, max(0, min(y, parent.height() - self.height())))

    def _typed(self, typed: str) -> None:
        name = typed.strip()
        items = list(self._suggest(name))
        taken = any(name in {item.tag.name, item.path} for item in items)
        self.choices.show_items(items, "" if taken else name)
        if self.isVisible():
            self._fit(self._place)

    def _row_changed(self, row: int) -> None:
        items = self.choices.items
        item = items[row] if row < len(items) else None
        self._definition = item.tag.definition if item else self._new_words()
        self.field.setAccessibleDescription(item.path if item else self._definition)
        self.update()

    def _new_words(self) -> str:
        """What stands in the place of a definition while no tag is chosen."""
        if self.choices.new_name:
            return self.tr("新标签放在最上层；写“组/名”可放进一组")
        return self.tr("没有可选的标签")

    def _accept(self, *, keep_open: bool) -> None:
        row, items = self.choices.current, self.choices.items
        if row >= self.choices.count:
            return
        if row < len(items):
            self.tag_chosen.emit(items[row].tag.id, keep_open)
        else:
            self.new_tag.emit(self.choices.new_name, keep_open)
        if keep_open:
            self.field.clear()
        else:
            self.close_palette()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._key(event)
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit(self._place)
        pressed_outside = (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(watched, QWidget)
            and watched is not self
            and not self.isAncestorOf(watched)
        )
        if pressed_outside:
            self.close_palette()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in STEPS:
            self.choices.step(STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._accept(keep_open=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Tab}:
            self.close_palette()
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look = QPainter(self), self.look
        rect = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        drop_shadow(p, look, rect)
        panel(p, rect, look.raised, 8, look.line2)
        foot = QRectF(self._foot.geometry())
        top = foot.y() + 6
        p.fillRect(QRectF(rect.x() + 1, top, rect.width() - 2, 1), look.line)
        words = QRectF(foot.x() + 6, top + 2, foot.width() - 12, look.px(28))
        draw_text(p, look, words, self._definition, 13, look.text2)
        p.fillRect(QRectF(rect.x() + 1, words.bottom() + 1, rect.width() - 2, 1), look.line)
        keys = QRectF(
            words.x(), words.bottom() + 2, words.width(), foot.bottom() - words.bottom() - 2
        )
        words_of_keys = self.tr("Enter 应用    Shift+Enter 再选一个    ↑↓ 选择")
        draw_text(p, look, keys, words_of_keys, 12, look.text3)
        right = self.tr("Esc 关闭")
        width = look.width(right, 12)
        draw_text(
            p,
            look,
            QRectF(keys.right() - width, keys.y(), width + 1, keys.height()),
            right,
            12,
            look.text3,
        )


def _application() -> QCoreApplication:
    found = QApplication.instance()
    assert found is not None
    return found
