"""The number keys 1–9 and the tags they give; tags are dropped on them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from app.domain.tag import SLOTS, Tag
from app.ui.accessible import Role
from app.ui.controls import BY_KEY
from app.ui.painting import draw_text, panel, swatch
from app.ui.tags.tag_model import dropped_tags
from app.ui.theme import Look

NAMES_FROM = 620
"""Width (at 100 %) from which the cells have room for names."""


class SlotStrip(QWidget):
    """Nine cells; each shows its digit, the swatch of its tag, and its name where there is room.

    Signals:
        given: a number key and the tag that shall have it, or None.
        applied: the tag of the cell that was clicked.
    """

    accessible_role = Role.ToolBar
    given = Signal(int, object)
    applied = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._tags: dict[int, Tag] = {}
        self._current = 1
        self._over = 0
        self._by_key = False
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("数字键"))
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(self.look.px(44))
        self.update()

    def show_tags(self, tags: Iterable[Tag]) -> None:
        held = {tag.slot: tag for tag in tags if tag.slot is not None}
        if held != self._tags:
            self._tags = held
            self.update()
        self._describe()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(170), self.look.px(44))

    # --- places ---

    def _cell(self, slot: int) -> QRectF:
        left, width = 8.0, self.width() - 16.0
        each = width / len(SLOTS)
        return QRectF(left + (slot - 1) * each, 4, each, self.height() - 8)

    def _slot_at(self, x: float) -> int:
        return next((slot for slot in SLOTS if self._cell(slot).right() >= x), SLOTS[-1])

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look = QPainter(self), self.look
        p.fillRect(self.rect(), look.dock)
        p.fillRect(QRectF(0, 0, self.width(), 1), look.line)
        for slot in SLOTS:
            self._paint_cell(p, slot)

    def _paint_cell(self, p: QPainter, slot: int) -> None:
        look, tag = self.look, self._tags.get(slot)
        cell = self._cell(slot).adjusted(1, 0, -1, 0)
        is_over = slot == self._over
        panel(
            p,
            cell,
            look.selected if is_over else look.raised,
            4,
            look.accent if is_over else look.line2,
        )
        with_name = self.width() >= look.px(NAMES_FROM)
        if with_name and tag is not None:
            x = cell.x() + 6
            x += draw_text(p, look, cell.adjusted(6, 0, 0, 0), str(slot), 12, look.text3) + 5
            swatch(p, look, x, cell.center().y(), tag.colour, tag.kind, 9)
            x += 14
            room = QRectF(x, cell.y(), cell.right() - x - 2, cell.height())
            draw_text(p, look, room, tag.short_name or tag.name, 12)
        else:
            upper = QRectF(cell.x(), cell.y() + 2, cell.width(), cell.height() / 2)
            centre = Qt.AlignmentFlag.AlignHCenter
            draw_text(p, look, upper, str(slot), 12, look.text3, align=centre)
            if tag is not None:
                middle = cell.y() + cell.height() * 0.74
                swatch(p, look, cell.center().x() - 4.5, middle, tag.colour, tag.kind, 9)
        if slot == self._current and self.hasFocus() and self._by_key:
            panel(p, cell, None, 4, look.focus, 2)

    # --- what it says ---

    def said(self, slot: int) -> str:
        """A cell in words."""
        tag = self._tags.get(slot)
        if tag is None:
            return self.tr("数字键 {slot}：还没有标签，可把标签拖到这里").format(slot=slot)
        return self.tr("数字键 {slot}：{name}").format(
            slot=slot, name=f"{tag.code} {tag.name}".strip()
        )

    def _describe(self) -> None:
        self.setAccessibleDescription(self.said(self._current))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.said(self._slot_at(event.pos().x())), self)
            return True
        return super().event(event)

    # --- mouse and keys ---

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._current = self._slot_at(event.position().x())
        self._describe()
        tag = self._tags.get(self._current)
        if tag is not None and event.button() is Qt.MouseButton.LeftButton:
            self.applied.emit(tag.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        slot = self._current if by_key else self._slot_at(event.pos().x())
        place = self._cell(slot).bottomLeft().toPoint() if by_key else event.pos()
        self._open_menu(slot, self.mapToGlobal(place))

    def _open_menu(self, slot: int, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.said(slot)).setEnabled(False)
        clear = menu.addAction(self.tr("空出这个数字键"), lambda: self.given.emit(slot, None))
        clear.setEnabled(slot in self._tags)
        menu.popup(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in BY_KEY
        self._describe()
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = 1 if key == Qt.Key.Key_Right else -1
            self._current = max(SLOTS[0], min(SLOTS[-1], self._current + step))
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._current = key - Qt.Key.Key_0
        elif key == Qt.Key.Key_Delete and self._current in self._tags:
            self.given.emit(self._current, None)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current in self._tags:
            self.applied.emit(self._tags[self._current].id)
        else:
            super().keyPressEvent(event)
            return
        self._by_key = True
        self._describe()
        self.update()

    # --- dropping a tag ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(dropped_tags(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._over = self._slot_at(event.position().x())
        self.update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = 0
        self.update()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        slot, self._over = self._slot_at(event.position().x()), 0
        tags: tuple[UUID, ...] = dropped_tags(event.mimeData())
        self.update()
        if len(tags) == 1:
            # Copied, not moved: the tree must not take the row away.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.given.emit(slot, tags[0])
