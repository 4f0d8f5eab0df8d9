"""The tree of tags: its rows, its keys, naming in place, and what a filter leaves of it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.domain.tag import Tag
from app.ui.controls import BY_KEY, Field
from app.ui.painting import RowState, draw_text, key_cap, row_ground, swatch
from app.ui.plain_views import dress_view
from app.ui.tags.tag_model import COUNT_ROLE, DRAFT, TAG_ROLE
from app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
INDENT = 12
KEY_COLUMN = 22
NUDGES: dict[int, str] = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
}


class TagRow(QStyledItemDelegate):
    """Chevron or number key, swatch, code, name, count: in that order, always aligned."""

    def __init__(self, look: Look, view: TagTree) -> None:
        super().__init__(view)
        self.look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.look.px(28))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self.look
        tag: Tag | None = index.data(TAG_ROLE)
        if tag is None:
            return
        state = RowState(option)
        rect = QRectF(0, state.rect.y(), self._view.viewport().width(), state.rect.height())
        row_ground(
            p, look, rect,
            selected=state.selected, hovered=state.hovered,
            focused=state.focused and self._view.rings,
        )  # fmt: skip
        middle = rect.center().y()
        x = self._view.key_left(index)
        is_open = self._paint_key(p, x, middle, tag, index)
        x += look.px(KEY_COLUMN)
        swatch(p, look, x, middle, tag.colour, tag.kind)
        x += look.px(17)
        right = rect.right() - 10
        right -= self._paint_right(p, QRectF(x, rect.y(), right - x, rect.height()), tag, index)
        if tag.code:
            box = QRectF(x, rect.y(), right - x, rect.height())
            x += draw_text(p, look, box, tag.code, 12, look.text3) + 6
        bold = is_open or state.selected
        ink = look.text3 if tag.retired else look.text
        name = self._name_that_fits(tag, right - x, bold=bold)
        box = QRectF(x, rect.y(), right - x, rect.height())
        draw_text(p, look, box, name, 13, ink, bold=bold)

    def _paint_key(self, p: QPainter, x: float, middle: float, tag: Tag, index: Index) -> bool:
        """The chevron of a group or the number key of a tag. Returns whether it is open."""
        look = self.look
        width, side = look.px(KEY_COLUMN), look.px(14)
        if index.model().hasChildren(index):
            is_open = self._view.isExpanded(index)
            name = "chevron-down" if is_open else "chevron-right"
            place = QPointF(x + (width - side) / 2 - 2, middle - side / 2)
            p.drawPixmap(place, look.pixmap(name, look.text2, 14))
            return is_open
        if tag.slot is not None:
            key_cap(p, look, x + width - 4, middle, str(tag.slot))
        return False

    def _paint_right(self, p: QPainter, box: QRectF, tag: Tag, index: Index) -> float:
        """The count of annotations, or that the tag is retired. Returns the room taken."""
        look = self.look
        count: int = index.data(COUNT_ROLE)
        words = str(count) if count else ""
        if tag.retired:
            words = self.tr("停用")
        if not words:
            return 0
        width = look.width(words, 12)
        right = QRectF(box.right() - width, box.y(), width + 1, box.height())
        draw_text(p, look, right, words, 12, look.text3)
        return width + 8

    def _name_that_fits(self, tag: Tag, room: float, *, bold: bool) -> str:
        fits = self.look.width(tag.name, 13, bold=bold) <= room
        return tag.name if fits or not tag.short_name else tag.short_name

    # --- naming in place ---

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option
        field = Field(self.look, height=26, px=13, parent=parent)
        field.setAccessibleName(self.tr("标签名称"))
        if index.data(TAG_ROLE).id == DRAFT:
            field.setPlaceholderText(self.tr("新标签的名称"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, Field)
        name: str = index.data(TAG_ROLE).name
        editor.setText(name)
        # The view selects all with the cursor at the end, which would scroll a long
        # name out of sight; selected backwards its beginning stays visible.
        QTimer.singleShot(0, editor, lambda: _select_backwards(editor, name))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        left = int(self._view.key_left(index)) + self.look.px(KEY_COLUMN) + self.look.px(14)
        rect = RowState(option).rect.toRect()
        width = self._view.viewport().width() - left - 6
        editor.setGeometry(left, rect.y() + 1, width, rect.height() - 2)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        del model
        tag: Tag | None = index.data(TAG_ROLE)
        if tag is not None and isinstance(editor, Field):
            self._view.named.emit(tag.id, editor.text().strip())


def _select_backwards(field: Field, name: str) -> None:
    if field.text() == name:  # nothing was typed meanwhile
        field.end(False)
        field.home(True)


class TagTree(QTreeView):
    """The tree itself; Enter applies the chosen tag, F2 renames it, Delete deletes it.

    Signals:
        applied, deleted: a tag id.
        nudged: `up`, `down`, `left` or `right`: what is chosen shall move by Alt and an arrow.
        slot_wished: a number key and the tag that shall have it, or have it no more.
        named: a tag id (or DRAFT) and what was typed as its name.
        editing_ended: the name field is gone, whether something was typed or not.
        menu_asked: an index (or none) and where on the screen.
    """

    applied = Signal(object)
    deleted = Signal(object)
    nudged = Signal(str)
    slot_wished = Signal(int, object)
    named = Signal(object, str)
    editing_ended = Signal()
    menu_asked = Signal(QModelIndex, QPoint)

    def __init__(self, look: Look, parent: QWidget | None = None, *, ground: str = "dock") -> None:
        super().__init__(parent)
        self.look = look
        self.rings = False
        self.setHeaderHidden(True)
        dress_view(self, look, ground)
        self.setRootIsDecorated(False)
        self.setIndentation(0)  # the delegate draws the whole row itself
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setAutoExpandDelay(600)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setItemDelegate(TagRow(look, self))
        self.chooses_several = False
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.verticalScrollBar().setSingleStep(self.look.px(28))

    @property
    def is_editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def key_left(self, index: Index) -> float:
        """Left edge of the column of chevrons and keys in a row."""
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        return 8 + depth * self.look.px(INDENT)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        # Tab ends the naming; it does not go on to rename the next tag.
        if hint in {
            QAbstractItemDelegate.EndEditHint.EditNextItem,
            QAbstractItemDelegate.EndEditHint.EditPreviousItem,
        }:
            hint = QAbstractItemDelegate.EndEditHint.NoHint
        super().closeEditor(editor, hint)
        self.editing_ended.emit()

    # --- mouse ---

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() in {
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonDblClick,
        }:
            self.rings = False
            return self._toggles(event) or super().viewportEvent(event)
        return super().viewportEvent(event)

    def _toggles(self, event: QMouseEvent) -> bool:
        """A click on a chevron opens or closes the group and chooses nothing."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return False
        left = self.key_left(index)
        on_chevron = left - 8 <= point.x() < left + self.look.px(KEY_COLUMN)
        if not on_chevron or not self.model().hasChildren(index):
            return False
        self.setExpanded(index, not self.isExpanded(index))
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        tag: Tag | None = self.indexAt(event.position().toPoint()).data(TAG_ROLE)
        if tag is not None and event.button() is Qt.MouseButton.LeftButton:
            self.applied.emit(tag.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        else:
            index = self.indexAt(event.pos())
            place = event.globalPos()
        self.menu_asked.emit(index, place)

    # --- keyboard ---

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.rings = event.reason() in BY_KEY
        if not self.currentIndex().isValid() and self.rings:
            self.setCurrentIndex(self.model().index(0, 0))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tag: Tag | None = self.currentIndex().data(TAG_ROLE)
        key, held = event.key(), event.modifiers()
        if tag is None:
            super().keyPressEvent(event)
        elif held & Qt.KeyboardModifier.AltModifier and key in NUDGES:
            self.nudged.emit(NUDGES[key])
        elif held & Qt.KeyboardModifier.ControlModifier and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.slot_wished.emit(key - Qt.Key.Key_0, tag.id)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.applied.emit(tag.id)
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit(tag.id)
        else:
            super().keyPressEvent(event)


class TagFilter(QSortFilterProxyModel):
    """The rows of the named tags, with the groups above them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted: frozenset[UUID] | None = None
        self.used_only = False
        self.setRecursiveFilteringEnabled(True)

    @property
    def is_filtering(self) -> bool:
        return self._wanted is not None

    def show_only(self, wanted: frozenset[UUID] | None) -> None:
        """Keep these tags; None keeps all."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.invalidateRowsFilter()

    def set_used_only(self, *, used_only: bool) -> None:
        """Leave out tags that no annotation carries."""
        if used_only != self.used_only:
            self.used_only = used_only
            self.invalidateRowsFilter()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if self._wanted is None and not self.used_only:
            return True
        index = self.sourceModel().index(source_row, 0, source_parent)
        tag: Tag | None = index.data(TAG_ROLE)
        if tag is None or tag.id == DRAFT:
            return True
        if self.used_only and not index.data(COUNT_ROLE):
            return False
        return self._wanted is None or tag.id in self._wanted
