"""The codebook as a dock: find, apply, create, rename, recolour, move, delete tags."""

from __future__ import annotations

from collections.abc import Callable
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
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.domain.errors import Invalid
from app.domain.tag import COLOURS, SLOTS, Tag, TagKind
from app.ui.controls import Button, Field, Ground, column, row
from app.ui.painting import RowState, draw_text, key_cap, row_ground, swatch
from app.ui.tags.tag_model import COUNT_ROLE, TAG_ROLE, TagModel
from app.ui.theme import Look
from app.workspace.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
INDENT = 14


class TagRow(QStyledItemDelegate):
    """Chevron or number key, swatch, code, name, count: in that order, always aligned."""

    def __init__(self, look: Look, view: QTreeView) -> None:
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
        chosen = state.selected
        row_ground(p, look, rect, selected=chosen, hovered=state.hovered)
        depth = _depth(index)
        x = 8 + depth * look.px(INDENT)
        middle = rect.center().y()
        column_width = look.px(22)
        if index.model().hasChildren(index):
            name = "chevron-down" if self._view.isExpanded(index) else "chevron-right"
            side = look.px(14)
            mark = look.pixmap(name, look.text2, 14)
            p.drawPixmap(QPointF(x + (column_width - side) / 2 - 2, middle - side / 2), mark)
        elif tag.slot is not None:
            key_cap(p, look, x + column_width - 4, middle, str(tag.slot))
        x += column_width
        swatch(p, look, x, middle, tag.colour, tag.kind)
        x += 18
        count: int = index.data(COUNT_ROLE)
        right = rect.right() - 10
        if count:
            width = look.width(str(count), 12)
            box = QRectF(right - width, rect.y(), width + 1, rect.height())
            draw_text(p, look, box, str(count), 12, look.text3)
            right -= width + 8
        if tag.code:
            box = QRectF(x, rect.y(), right - x, rect.height())
            x += draw_text(p, look, box, tag.code, 12, look.text3) + 6
        bold = depth == 0 or chosen
        name = self._name_that_fits(tag, right - x, bold=bold)
        draw_text(p, look, QRectF(x, rect.y(), right - x, rect.height()), name, 13, bold=bold)

    def _name_that_fits(self, tag: Tag, room: float, *, bold: bool) -> str:
        fits = self.look.width(tag.name, 13, bold=bold) <= room
        return tag.name if fits or not tag.short_name else tag.short_name

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option, index
        return Field(self.look, height=26, px=13, parent=parent)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        left = 8 + _depth(index) * self.look.px(INDENT) + self.look.px(22) + 14
        width = self._view.viewport().width() - left - 8
        rect = RowState(option).rect.toRect()
        editor.setGeometry(left, rect.y() + 1, width, rect.height() - 2)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        del model
        tag: Tag | None = index.data(TAG_ROLE)
        if tag is not None and isinstance(editor, Field):
            self.commitData.emit(editor)
            view = self._view
            if isinstance(view, TagTree):
                view.renamed.emit(tag.id, editor.text().strip())


def _depth(index: Index) -> int:
    depth, above = 0, index.parent()
    while above.isValid():
        depth, above = depth + 1, above.parent()
    return depth


class TagTree(QTreeView):
    """The tree itself; Enter applies the chosen tag, F2 renames it, Delete deletes it."""

    applied = Signal(object)  # tag id
    renamed = Signal(object, str)
    deleted = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setIndentation(0)  # the delegate draws the whole row itself
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(TagRow(look, self))
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.dock)
        self.setPalette(palette)
        self.scheduleDelayedItemsLayout()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            return self._toggles(event) or super().viewportEvent(event)
        return super().viewportEvent(event)

    def _toggles(self, event: QMouseEvent) -> bool:
        """A click on a chevron opens or closes the group and chooses nothing."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid() or not self.model().hasChildren(index):
            return False
        left = 8 + _depth(index) * self.look.px(INDENT)
        if not left <= point.x() < left + self.look.px(22):
            return False
        self.setExpanded(index, not self.isExpanded(index))
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        tag: Tag | None = index.data(TAG_ROLE)
        if tag is not None:
            self.applied.emit(tag.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tag: Tag | None = self.currentIndex().data(TAG_ROLE)
        if tag is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.applied.emit(tag.id)
        elif tag is not None and event.key() == Qt.Key.Key_Delete:
            self.deleted.emit(tag.id)
        else:
            super().keyPressEvent(event)


class TagFilter(QSortFilterProxyModel):
    """Rows whose code, name or definition holds the typed text, with the groups above them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._typed = ""
        self.setRecursiveFilteringEnabled(True)

    def set_typed(self, typed: str) -> None:
        self._typed = typed.strip().lower()
        self.invalidateRowsFilter()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        index = self.sourceModel().index(source_row, 0, source_parent)
        tag: Tag | None = index.data(TAG_ROLE)
        if tag is None or not self._typed:
            return True
        words = (tag.code, tag.name, tag.english, tag.definition)
        return any(self._typed in word.lower() for word in words)


class TagDock(Ground):
    """The first page of the right dock.

    Signals:
        tag_applied: a tag was chosen for the present selection.
        tag_shown: show the annotations of this tag.
        problem: a request the workspace refused; the window words it.
        delete_asked: a branch is to be deleted; the window asks first.
    """

    tag_applied = Signal(object)
    tag_shown = Signal(object)
    problem = Signal(object)
    delete_asked = Signal(object)
    definition_asked = Signal(object)

    def __init__(self, look: Look, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", parent=parent)
        self._workspace = workspace
        self.model = TagModel(self)
        self._filter = TagFilter(self)
        self._filter.setSourceModel(self.model)
        self.field = Field(look, self.tr("筛选标签"), "filter")
        self.tree = TagTree(look, self)
        self.tree.setModel(self._filter)
        self.tree.setAccessibleName(self.tr("标签体系"))
        self.new_button = Button(look, self.tr("新标签"), "plus", "normal")
        self.more_button = Button(look, self.tr("管理"), menu=self._tree_menu())
        head, foot = Ground(look, "dock"), Ground(look, "dock", "t", height=44)
        row(head, self.field, margins=(10, 8, 10, 6))
        row(foot, self.new_button, None, self.more_button, margins=(10, 0, 8, 0))
        column(self, head, self.tree, foot)
        self.field.textChanged.connect(self._filter_changed)
        self.new_button.clicked.connect(lambda: self._create(None))
        self.tree.applied.connect(self.tag_applied)
        self.tree.renamed.connect(self._rename)
        self.tree.deleted.connect(self.delete_asked)
        self.tree.customContextMenuRequested.connect(self._context_menu)
        self.model.move_requested.connect(self._move)
        self.refresh()

    def set_workspace(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.refresh()

    def refresh(self) -> None:
        """Read the tags again; open groups, place and choice are kept."""
        opened = {t.id for t in self._workspace.tagging.tags() if self._is_open(t.id)}
        current = self._current()
        tags = self._workspace.tagging.tags()
        if self.model.set_tags(tags, self._workspace.tagging.counts()):
            for tag in opened:
                self._expand(tag)
            if current is not None:
                self.choose(current.id)

    def choose(self, tag: UUID) -> None:
        index = self._filter.mapFromSource(self.model.index_of(tag))
        if index.isValid():
            self.tree.setCurrentIndex(index)

    # --- the tree ---

    def _current(self) -> Tag | None:
        tag: Tag | None = self.tree.currentIndex().data(TAG_ROLE)
        return tag

    def _is_open(self, tag: UUID) -> bool:
        return self.tree.isExpanded(self._filter.mapFromSource(self.model.index_of(tag)))

    def _expand(self, tag: UUID) -> None:
        self.tree.setExpanded(self._filter.mapFromSource(self.model.index_of(tag)), True)

    def _filter_changed(self, typed: str) -> None:
        self._filter.set_typed(typed)
        if typed.strip():
            self.tree.expandAll()

    # --- verbs ---

    def _attempt(self, verb: Callable[..., object], *arguments: object) -> Tag | None:
        try:
            result = verb(*arguments)
        except Invalid as refusal:
            self.problem.emit(refusal)
            return None
        return result if isinstance(result, Tag) else None

    def _create(self, parent: UUID | None) -> None:
        name = self._free_name(parent)
        tag = self._attempt(self._workspace.tagging.create, name, parent)
        if tag is None:
            return
        self.refresh()
        if parent is not None:
            self._expand(parent)
        self.choose(tag.id)
        self.tree.edit(self.tree.currentIndex())

    def _free_name(self, parent: UUID | None) -> str:
        taken = {t.name for t in self._workspace.tagging.tags() if t.parent == parent}
        base = self.tr("新标签")
        names = (base, *(f"{base} {n}" for n in range(2, len(taken) + 3)))
        return next(name for name in names if name not in taken)

    def _rename(self, tag: UUID, name: str) -> None:
        known = next((t for t in self._workspace.tagging.tags() if t.id == tag), None)
        if known is not None and name and name != known.name:
            self._attempt(self._workspace.tagging.rename, tag, name)

    def _move(self, tag: UUID, parent: UUID | None, position: int) -> None:
        self._attempt(self._workspace.tagging.move, tag, parent, position)

    # --- menus ---

    def _tree_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("全部展开"), self.tree.expandAll)
        menu.addAction(self.tr("全部收起"), self.tree.collapseAll)
        return menu

    def _context_menu(self, point: QPoint) -> None:
        tag: Tag | None = self.tree.indexAt(point).data(TAG_ROLE)
        menu = QMenu(self)
        if tag is None:
            menu.addAction(self.tr("新标签"), lambda: self._create(None))
        else:
            self.fill_menu(menu, tag)
        menu.exec(self.tree.viewport().mapToGlobal(point))
        menu.deleteLater()

    def fill_menu(self, menu: QMenu, tag: Tag) -> None:
        """Everything that can be done with one tag."""
        menu.addAction(self.tr("标记所选文字"), lambda: self.tag_applied.emit(tag.id))
        menu.addAction(self.tr("列出它的批注"), lambda: self.tag_shown.emit(tag.id))
        menu.addSeparator()
        menu.addAction(self.tr("新建下级标签"), lambda: self._create(tag.id))
        menu.addAction(self.tr("改名"), lambda: self._edit(tag))
        menu.addAction(self.tr("改说明…"), lambda: self.definition_asked.emit(tag.id))
        self._colour_menu(menu.addMenu(self.tr("颜色")), tag)
        self._slot_menu(menu.addMenu(self.tr("数字键")), tag)
        self._move_menu(menu.addMenu(self.tr("移到")), tag)
        menu.addSeparator()
        menu.addAction(
            self.tr("停用（旧批注仍可读）"),
            lambda: self._attempt(self._workspace.tagging.retire, tag.id),
        )
        menu.addAction(self.tr("删除…"), lambda: self.delete_asked.emit(tag.id))

    def _edit(self, tag: Tag) -> None:
        self.choose(tag.id)
        self.tree.edit(self.tree.currentIndex())

    def _colour_menu(self, menu: QMenu, tag: Tag) -> None:
        names = {
            "red": self.tr("朱红"),
            "brown": self.tr("棕褐"),
            "amber": self.tr("琥珀"),
            "olive": self.tr("橄榄"),
            "green": self.tr("墨绿"),
            "teal": self.tr("松绿"),
            "cyan": self.tr("天青"),
            "blue": self.tr("海蓝"),
            "indigo": self.tr("靛青"),
            "violet": self.tr("藤紫"),
            "plum": self.tr("梅紫"),
            "slate": self.tr("石板"),
        }
        group = QActionGroup(menu)
        for colour in COLOURS:
            action = QAction(self._swatch_icon(colour, tag.kind), names[colour], group)
            action.setCheckable(True)
            action.setChecked(colour == tag.colour)
            action.triggered.connect(
                lambda _=False, c=colour: self._attempt(self._workspace.tagging.recolour, tag.id, c)
            )
            menu.addAction(action)

    def _swatch_icon(self, colour: str, kind: TagKind) -> QIcon:
        pixmap = QPixmap(32, 32)
        pixmap.setDevicePixelRatio(2)
        pixmap.fill(Qt.GlobalColor.transparent)
        p = QPainter(pixmap)
        swatch(p, self.look, 3, 8, colour, kind)
        p.end()
        return QIcon(pixmap)

    def _slot_menu(self, menu: QMenu, tag: Tag) -> None:
        holders = {t.slot: t.name for t in self._workspace.tagging.tags() if t.slot}
        for slot in SLOTS:
            holder = holders.get(slot)
            label = f"{slot}  {holder}" if holder else f"{slot}"
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(tag.slot == slot)
            action.triggered.connect(
                lambda _=False, s=slot: self._attempt(
                    self._workspace.tagging.set_slot, s, None if tag.slot == s else tag.id
                )
            )

    def _move_menu(self, menu: QMenu, tag: Tag) -> None:
        top = menu.addAction(self.tr("最上层"))
        top.setEnabled(tag.parent is not None)
        top.triggered.connect(lambda: self._move(tag.id, None, len(COLOURS) * 100))
        menu.addSeparator()
        for group in self._workspace.tagging.tags():
            if group.parent is None and group.id not in {tag.id, tag.parent} and not group.retired:
                menu.addAction(
                    f"{group.code} {group.name}".strip(),
                    lambda g=group: self._move(tag.id, g.id, 10_000),
                )
