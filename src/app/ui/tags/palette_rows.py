"""The rows of the tag palette: tags, groups, and ways to make a new tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.domain.anchor import Span
from app.ui.painting import draw_text, key_cap, panel, swatch
from app.ui.theme import Look
from app.workspace.suggesting import Suggestion

ROW, SHOWN = 46, 6
LEFT = 38


class RowKind(Enum):
    """What Enter does on a row."""

    TAG = auto()  # gives the tag, or takes it away
    NEW = auto()  # makes a tag of what was typed
    IN_VIVO = auto()  # makes a tag of the selected words
    TOP = auto()  # a group of its own: the top of the codebook
    GROUP = auto()  # the new tag goes into this one


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        item: the tag of TAG and GROUP rows.
        name: of the tag that NEW and IN_VIVO rows make.
        path: where that tag would stand.
        given: whether the annotation carries the tag already.
    """

    kind: RowKind
    item: Suggestion | None = None
    name: str = ""
    path: str = ""
    given: bool = False


class Choices(QWidget):
    """The rows, one of them chosen; at most SHOWN in sight.

    Signals:
        chosen: a row was clicked; whether the palette stays open (Ctrl held).
        moved: another row is the chosen one.
        group_wished: the place of a new tag was clicked.
    """

    chosen = Signal(bool)
    moved = Signal(int)
    group_wished = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.rows: list[Row] = []
        self.current = 0
        self._first = 0
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("匹配的标签"))

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def items(self) -> list[Suggestion]:
        """The tags among the rows."""
        return [row.item for row in self.rows if row.item is not None]

    @property
    def row(self) -> Row | None:
        """The chosen one."""
        return self.rows[self.current] if self.current < len(self.rows) else None

    def show_rows(self, rows: Sequence[Row], current: int = 0) -> None:
        self.rows = list(rows)
        self._first = 0
        self.current = max(0, min(current, self.count - 1))
        self._keep_in_sight()
        self.setFixedHeight(min(SHOWN, self.count) * self.look.px(ROW))
        self.update()
        self.moved.emit(self.current)

    def step(self, step: int) -> None:
        """Choose the next or previous row, staying inside the list."""
        if self.count:
            self.current = max(0, min(self.count - 1, self.current + step))
            self._keep_in_sight()
            self.update()
            self.moved.emit(self.current)

    def _keep_in_sight(self) -> None:
        self._first = min(self._first, self.current)
        self._first = max(self._first, self.current - SHOWN + 1)

    # --- painting ---

    def sizeHint(self) -> QSize:
        return QSize(0, min(SHOWN, self.count) * self.look.px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        for k in range(self._first, min(self.count, self._first + SHOWN)):
            rect, row = self._rect(k), self.rows[k]
            if k == self.current:
                panel(p, rect, self.look.selected, 4)
                p.fillRect(QRectF(0, rect.y() + 6, 3, rect.height() - 12), self.look.accent)
            right = self._paint_keys(p, rect, row, current=k == self.current)
            if row.item is not None:
                self._paint_tag(p, rect, row, row.item, right)
            else:
                self._paint_new(p, rect, row, right)
        if self.count > SHOWN:
            self._paint_thumb(p)

    def _rect(self, k: int) -> QRectF:
        height = self.look.px(ROW)
        return QRectF(0, (k - self._first) * height, self.width() - 4, height)

    def _upper(self, rect: QRectF, right: float) -> QRectF:
        return QRectF(rect.x() + LEFT, rect.y() + 4, right - LEFT, rect.height() / 2 - 2)

    def _lower(self, rect: QRectF) -> QRectF:
        half = rect.height() / 2
        return QRectF(rect.x() + LEFT, rect.y() + half, rect.width() - LEFT - 10, half - 5)

    def _paint_keys(self, p: QPainter, rect: QRectF, row: Row, *, current: bool) -> float:
        """Enter on the row it acts on, the number key of a tag, a tick. Returns what is left."""
        look, middle = self.look, rect.y() + rect.height() / 4 + 3
        right = rect.right() - 8
        if current:
            right -= key_cap(p, look, right, middle, "Enter") + 5
        elif row.kind is RowKind.IN_VIVO:
            right -= key_cap(p, look, right, middle, "Ctrl+N") + 5
        slot = row.item.tag.slot if row.item else None
        if slot is not None:
            right -= key_cap(p, look, right, middle, str(slot)) + 5
        if row.given:
            side = look.px(16)
            mark = look.pixmap("check", look.accent, 16)
            p.drawPixmap(QPointF(right - side, middle - side / 2), mark)
            right -= side + 5
        return right

    def _paint_tag(
        self, p: QPainter, rect: QRectF, row: Row, item: Suggestion, right: float
    ) -> None:
        look, tag = self.look, item.tag
        upper, lower = self._upper(rect, right), self._lower(rect)
        swatch(p, look, rect.x() + 14, upper.center().y(), tag.colour, tag.kind)
        x = upper.x()
        if tag.code:
            x += draw_text(p, look, upper, tag.code, 13, look.text3) + 6
        self._paint_name(p, QRectF(x, upper.y(), right - x, upper.height()), item)
        used = self._used(row, item)
        width = look.width(used, 12)
        groups = item.path.split("/")[:-1]
        path = " › ".join(groups) if groups else self.tr("最上层")
        draw_text(p, look, lower.adjusted(0, 0, -width - 8, 0), path, 12, look.text2)
        place = QRectF(lower.right() - width, lower.y(), width + 1, lower.height())
        draw_text(p, look, place, used, 12, look.text3)

    def _used(self, row: Row, item: Suggestion) -> str:
        if row.kind is RowKind.GROUP:
            return ""
        if row.given:
            return self.tr("已加在这处批注上")
        return self.tr("本库 {count} 次").format(count=item.count) if item.count else ""

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

    def _paint_new(self, p: QPainter, rect: QRectF, row: Row, right: float) -> None:
        look = self.look
        upper, lower = self._upper(rect, right), self._lower(rect)
        side = look.px(16)
        icon = "tag" if row.kind is RowKind.TOP else "plus"
        mark = look.pixmap(icon, look.accent, 16)
        p.drawPixmap(QPointF(rect.x() + 11, upper.center().y() - side / 2), mark)
        draw_text(p, look, upper, self.label(row), 14, look.accent)
        below = self.tr("不放进任何一组") if row.kind is RowKind.TOP else self.place(row)
        draw_text(p, look, lower, below, 12, look.text2)

    def label(self, row: Row) -> str:
        """What a row without a tag says."""
        if row.kind is RowKind.TOP:
            return self.tr("最上层")
        if row.kind is RowKind.IN_VIVO:
            return self.tr("以选中文字新建标签“{name}”").format(name=row.name)
        return self.tr("新建标签“{name}”").format(name=row.name)

    def place(self, row: Row) -> str:
        """Where the new tag of a row would stand."""
        path = row.path.replace("/", " › ") or self.tr("最上层")
        return self.tr("放在：{path}    Tab 换一组").format(path=path)

    def _paint_thumb(self, p: QPainter) -> None:
        """How far one is in a list that is longer than what is shown."""
        whole = float(self.height())
        height = max(24.0, whole * SHOWN / self.count)
        y = (whole - height) * self._first / (self.count - SHOWN)
        panel(p, QRectF(self.width() - 4, y, 3, height), self.look.thumb, 1.5)

    # --- mouse ---

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
        k = self._row_at(event)
        if k >= self.count:
            return
        self.current = k
        in_lower_half = event.position().y() > self._rect(k).center().y()
        if in_lower_half and self.rows[k].kind in {RowKind.NEW, RowKind.IN_VIVO}:
            self.group_wished.emit()
        else:
            self.chosen.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
