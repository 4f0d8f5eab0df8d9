"""The annotations of the active report (or of the whole library) as a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.annotation import Scope
from app.domain.filters import Filter
from app.domain.rows import AnnotationRow
from app.domain.tag import TagKind
from app.ui.controls import Button, Field, Ground, Words, column, row
from app.ui.painting import RowState, draw_text, row_ground, swatch
from app.ui.theme import Look
from app.workspace.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
QUOTE_LINES, COMMENT_LINES = 2, 3


class AnnotationModel(QAbstractListModel):
    """Annotation rows; the same set in the same order is updated in place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[AnnotationRow] = []

    def show_rows(self, rows: Iterable[AnnotationRow]) -> None:
        fresh = list(rows)
        if [r.annotation.id for r in fresh] == [r.annotation.id for r in self.rows]:
            for k, (old, new) in enumerate(zip(self.rows, fresh, strict=True)):
                if old != new:
                    self.rows[k] = new
                    self.dataChanged.emit(self.index(k), self.index(k))
            return
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        shown = self.rows[index.row()]
        if role == ROW_ROLE:
            return shown
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            tags = "、".join(tag.name for tag, _ in shown.tags)
            return "：".join(part for part in (tags, shown.quote, shown.annotation.comment) if part)
        return None

    def index_of(self, annotation: UUID) -> QModelIndex:
        for k, shown in enumerate(self.rows):
            if shown.annotation.id == annotation:
                return self.index(k)
        return QModelIndex()


class AnnotationItem(QStyledItemDelegate):
    """Tags and reviewer, the quote, the comment, the section: only lines that say something."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self.look, self._view = look, view
        self._heights: dict[tuple[object, ...], int] = {}
        look.changed.connect(self._heights.clear)

    def _lines(self, text: str, px: int, limit: int, *, serif: bool = False) -> list[str]:
        """The first lines of a text at the list's width, the last one elided."""
        width = max(40.0, self._view.viewport().width() - 36.0)
        layout = QTextLayout(text.replace("\n", " "), self.look.font(px, serif=serif))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        found: list[str] = []
        flat = layout.text().encode("utf-16-le")
        while len(found) < limit:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            start, length = line.textStart() * 2, line.textLength() * 2
            if len(found) == limit - 1:
                length = len(flat) - start
            found.append(flat[start : start + length].decode("utf-16-le"))
        layout.endLayout()
        return found

    def _parts(self, shown: AnnotationRow) -> tuple[list[str], list[str]]:
        quote = self._lines(shown.quote, 13, QUOTE_LINES, serif=True) if shown.quote else []
        comment = shown.annotation.comment
        return quote, self._lines(comment, 13, COMMENT_LINES) if comment else []

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        shown: AnnotationRow = index.data(ROW_ROLE)
        key = (shown.quote, shown.annotation.comment, self._view.viewport().width())
        if key not in self._heights:
            if len(self._heights) > 5000:
                self._heights.clear()
            quote, comment = self._parts(shown)
            line = self.look.px(20)
            self._heights[key] = self.look.px(46) + line * (len(quote) + len(comment))
        return QSize(0, self._heights[key])

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self.look
        shown: AnnotationRow = index.data(ROW_ROLE)
        state = RowState(option)
        rect = state.rect
        row_ground(p, look, rect, selected=state.selected, hovered=state.hovered)
        p.fillRect(QRectF(rect.x() + 12, rect.bottom() - 1, rect.width() - 24, 1), look.line)
        line = look.px(20)
        x, y, width = rect.x() + 14, rect.y() + 5, rect.width() - 28
        self._paint_head(p, QRectF(x, y, width, line), shown)
        y += line
        quote, comment = self._parts(shown)
        for text in quote:
            draw_text(p, look, QRectF(x, y, width, line), text, 13, look.text, serif=True)
            y += line
        for text in comment:
            draw_text(p, look, QRectF(x, y, width, line), text, 13, look.text2)
            y += line
        place = " › ".join(shown.section) or self._scope_word(shown)
        box = QRectF(x, y, width, look.px(18))
        draw_text(p, look, box, place, 12, look.text3, elide=Qt.TextElideMode.ElideMiddle)

    def _scope_word(self, shown: AnnotationRow) -> str:
        if shown.annotation.scope is Scope.REPORT:
            return self.tr("整份报告")
        return self.tr("正文开头")

    def _paint_head(self, p: QPainter, rect: QRectF, shown: AnnotationRow) -> None:
        look = self.look
        who = shown.reviewer.name[-1:]
        mark = look.width(who, 12)
        right = QRectF(rect.right() - mark, rect.y(), mark + 1, rect.height())
        draw_text(p, look, right, who, 12, look.text3)
        x, limit = rect.x(), rect.right() - mark - 8
        if not shown.tags:
            swatch(p, look, x, rect.center().y(), "slate", TagKind.TOPIC)
            box = QRectF(x + 16, rect.y(), limit - x - 16, rect.height())
            draw_text(p, look, box, self.tr("未加标签"), 13, look.text2)
            return
        for tag, _ in shown.tags:
            if x + 30 > limit:
                break
            swatch(p, look, x, rect.center().y(), tag.colour, tag.kind)
            box = QRectF(x + 16, rect.y(), limit - x - 16, rect.height())
            x += 16 + draw_text(p, look, box, tag.name, 13, bold=True) + 12


class AnnotationView(QListView):
    """Enter or a click goes to the passage, Delete deletes what is chosen."""

    opened = Signal(object)
    deleted = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(AnnotationItem(look, self))
        self.clicked.connect(self._open)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.dock)
        self.setPalette(palette)
        self.scheduleDelayedItemsLayout()

    def _open(self, index: Index) -> None:
        if len(self.selectedIndexes()) <= 1:
            self.opened.emit(index.data(ROW_ROLE))

    def chosen(self) -> list[AnnotationRow]:
        return [index.data(ROW_ROLE) for index in sorted(self.selectedIndexes())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current: AnnotationRow | None = self.currentIndex().data(ROW_ROLE)
        if current is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(current)
        elif event.key() == Qt.Key.Key_Delete and self.selectedIndexes():
            self.deleted.emit([r.annotation.id for r in self.chosen()])
        else:
            super().keyPressEvent(event)


class AnnotationDock(Ground):
    """The second page of the right dock.

    Signals:
        opened: an AnnotationRow to go to.
        deleted: a list of annotation ids to delete.
        copied: a list of AnnotationRows to put on the clipboard with their source.
        retag_asked: a list of annotation ids to give another tag.
        counted: how many annotations are listed (for the page's name).
    """

    opened = Signal(object)
    deleted = Signal(object)
    copied = Signal(object)
    retag_asked = Signal(object)
    counted = Signal(int)

    def __init__(self, look: Look, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", parent=parent)
        self._workspace = workspace
        self._report: UUID | None = None
        self._tag: UUID | None = None
        self.model = AnnotationModel(self)
        self.field = Field(look, self.tr("筛选批注"), "filter")
        self.all_button = Button(
            look, self.tr("全库"), kind="chip", checkable=True, height=26, px=13
        )
        self.tag_button = Button(
            look, self.tr("标签"), kind="chip", height=26, px=13, checkable=True
        )
        self.tag_button.set_arrow(True)
        self.empty = Words(
            look, self.tr("选中文字后按 H 或数字键"), px=13, role="text3", height=60,
            align=Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip
        self.view = AnnotationView(look, self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("批注列表"))
        head, chips = Ground(look, "dock"), Ground(look, "dock")
        row(head, self.field, margins=(10, 8, 10, 0))
        row(chips, self.all_button, self.tag_button, None, margins=(10, 6, 10, 6), spacing=6)
        column(self, head, chips, self.empty, self.view)
        self.field.textChanged.connect(self.refresh)
        self.all_button.toggled.connect(self.refresh)
        self.tag_button.clicked.connect(self._tag_menu)
        self.view.opened.connect(self.opened)
        self.view.deleted.connect(self.deleted)
        self.view.customContextMenuRequested.connect(self._context_menu)

    def set_workspace(self, workspace: Workspace) -> None:
        self._workspace, self._report, self._tag = workspace, None, None
        self.refresh()

    def set_report(self, report: UUID | None) -> None:
        """List the annotations of this report (unless the whole library is listed)."""
        if report != self._report:
            self._report = report
            self.refresh()

    def show_tag(self, tag: UUID | None) -> None:
        """List only annotations with this tag or one below it; None lists all."""
        self._tag = tag
        self.refresh()

    def choose(self, annotation: UUID) -> None:
        """Mark the row of an annotation without going to its passage."""
        index = self.model.index_of(annotation)
        if index.isValid() and index != self.view.currentIndex():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def refresh(self) -> None:
        """Read the list again; what is chosen stays chosen."""
        current: AnnotationRow | None = self.view.currentIndex().data(ROW_ROLE)
        self.model.show_rows(self._rows())
        if current is not None:
            self.choose(current.annotation.id)
        count = len(self.model.rows)
        self.empty.setVisible(count == 0)
        self.empty.set_text(self._empty_words())
        self._name_tag_button()
        self.counted.emit(count)

    def _rows(self) -> list[AnnotationRow]:
        whole_library = self.all_button.isChecked()
        if self._report is None and not whole_library:
            return []
        typed = self.field.text().strip()
        wanted = Filter(text=(typed,) if typed else ())
        if not whole_library and self._report is not None:
            wanted = replace(wanted, reports=frozenset({self._report}))
        if self._tag is not None:
            wanted = replace(wanted, tags=frozenset({self._tag}))
        return self._workspace.annotating.rows(wanted)

    def _empty_words(self) -> str:
        if self.field.text().strip() or self._tag is not None:
            return self.tr("没有符合条件的批注")
        return self.tr("选中文字后按 H 或数字键")

    def _name_tag_button(self) -> None:
        tag = next((t for t in self._workspace.tagging.tags() if t.id == self._tag), None)
        self._tag = tag.id if tag else None
        self.tag_button.set_label(tag.short_name or tag.name if tag else self.tr("标签"))
        self.tag_button.setChecked(tag is not None)

    def _tag_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("全部标签"), lambda: self.show_tag(None))
        menu.addSeparator()
        counts = self._workspace.tagging.counts()
        for tag in self._workspace.tagging.tags():
            if counts.get(tag.id):
                label = f"{tag.code} {tag.name}".strip()
                menu.addAction(f"{label}  {counts[tag.id]}", lambda t=tag.id: self.show_tag(t))
        menu.exec(self.tag_button.mapToGlobal(self.tag_button.rect().bottomLeft()))
        menu.deleteLater()
        self._name_tag_button()

    def _context_menu(self, point: QPoint) -> None:
        chosen = self.view.chosen()
        if not chosen:
            return
        ids = [r.annotation.id for r in chosen]
        menu = QMenu(self)
        if len(chosen) == 1:
            menu.addAction(self.tr("到原文"), lambda: self.opened.emit(chosen[0]))
        menu.addAction(self.tr("改标签…"), lambda: self.retag_asked.emit(ids))
        menu.addAction(self.tr("复制摘录和出处"), lambda: self.copied.emit(chosen))
        menu.addSeparator()
        label = self.tr("删除 {count} 条").format(count=len(ids))
        menu.addAction(label, lambda: self.deleted.emit(ids))
        menu.exec(self.view.viewport().mapToGlobal(point))
        menu.deleteLater()
