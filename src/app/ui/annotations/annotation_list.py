"""The annotations of the active report (or of the whole library) as a list."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from app.domain.change import Change, Entity
from app.domain.filters import Filter, Standing
from app.domain.rows import AnnotationRow
from app.ui.annotations.annotation_item import AnnotationItem
from app.ui.annotations.annotation_model import ROW_ROLE, AnnotationModel
from app.ui.controls import BY_KEY, Button, Field, Ground, Words, column, row
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look
from app.workspace.rows import place_order
from app.workspace.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex

FEW = 50
"""Up to this many changed annotations are read singly; more renew the whole list."""


class AnnotationView(QListView):
    """Enter or a click goes to the passage, Delete deletes what is chosen.

    Signals:
        opened: the AnnotationRow to go to.
        deleted: ids of the chosen annotations.
        menu_asked: where on the screen.
        current_changed: id of the annotation in the current row, or None.
    """

    opened = Signal(object)
    deleted = Signal(object)
    menu_asked = Signal(QPoint)
    current_changed = Signal(object)

    def __init__(self, look: Look, model: AnnotationModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setModel(model)
        self.items = AnnotationItem(look, model, self)
        self.setItemDelegate(self.items)
        self.clicked.connect(self._open)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.dock)
        self.setPalette(palette)
        self.verticalScrollBar().setSingleStep(self.look.px(28))
        self.scheduleDelayedItemsLayout()

    def _open(self, index: Index) -> None:
        if len(self.selectedIndexes()) <= 1:
            self.opened.emit(index.data(ROW_ROLE))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        row: AnnotationRow | None = current.data(ROW_ROLE)
        self.current_changed.emit(row.annotation.id if row else None)

    def chosen(self) -> list[AnnotationRow]:
        """What is selected, in the order of the list."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.model().index(k, 0).data(ROW_ROLE) for k in rows]

    def take_width(self) -> None:
        """Break lines for the present width; a scroll bar that comes and goes changes none."""
        if self.items.set_width(self.width() - self.verticalScrollBar().sizeHint().width()):
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.take_width()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.items.rings = event.reason() in BY_KEY
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.items.rings = False
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            current = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(current.center())
        self.menu_asked.emit(place)

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

    While it is hidden it reads nothing but how many annotations there are.

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
        self._is_stale = True
        self._to_choose: UUID | None = None
        self.model = AnnotationModel(self)
        self.field = Field(look, self.tr("筛选批注"), "filter")
        self.all_button = Button(
            look, self.tr("全库"), kind="chip", checkable=True, height=26, px=13,
            tip=self.tr("列出全部报告的批注"),
        )  # fmt: skip
        self.tag_button = Button(
            look, self.tr("标签"), kind="chip", height=26, px=13, checkable=True
        )
        self.tag_button.set_arrow(True)
        self.link_button = Button(
            look, self.tr("有链接"), kind="chip", checkable=True, height=26, px=13,
            tip=self.tr("只列出有链接的批注"),
        )  # fmt: skip
        self.empty = Words(
            look, px=13, role="text3", height=60, align=Qt.AlignmentFlag.AlignHCenter
        )
        self.view = AnnotationView(look, self.model, self)
        self.view.setAccessibleName(self.tr("批注列表"))
        head, chips = Ground(look, "dock"), Ground(look, "dock")
        row(head, self.field, margins=(10, 8, 10, 0))
        row(chips, self.all_button, self.tag_button, self.link_button, None,
            margins=(10, 6, 8, 6), spacing=4)  # fmt: skip
        column(self, head, chips, self.empty, self.view).setStretchFactor(self.view, 1)
        self.field.textChanged.connect(lambda _: self.refresh())
        for button in (self.all_button, self.link_button):
            button.toggled.connect(lambda _: self.refresh())
        self.tag_button.clicked.connect(self._open_tag_menu)
        self.view.opened.connect(self.opened)
        self.view.deleted.connect(self.deleted)
        self.view.menu_asked.connect(self._open_menu)
        self._name_tag_button()

    def set_workspace(self, workspace: Workspace) -> None:
        self._workspace, self._report, self._tag = workspace, None, None
        self.refresh()

    def set_report(self, report: UUID | None) -> None:
        """List the annotations of this report (unless the whole library is listed)."""
        if report != self._report:
            self._report = report
            if not self.all_button.isChecked():
                self.refresh()
                self.view.scrollToTop()

    def show_tag(self, tag: UUID | None) -> None:
        """List only annotations with this tag or one below it; None lists all."""
        self._tag = tag
        self.refresh()

    def choose(self, annotation: UUID) -> None:
        """Mark the row of an annotation without going to its passage."""
        self._to_choose = annotation
        if not self._is_stale:
            self._choose_now()

    def _choose_now(self) -> None:
        wanted, self._to_choose = self._to_choose, None
        index = self.model.index_of(wanted) if wanted else QModelIndex()
        if index.isValid() and index != self.view.currentIndex():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    # --- reading ---

    def refresh(self, change: Change | None = None) -> None:
        """Read the list again; what is chosen stays chosen.

        Args:
            change: what has just happened. When it only touches some annotations,
                only these are read.
        """
        self._name_tag_button()
        if not self.isVisible():
            self._is_stale = True
            self._tell_count_unread()
            return
        touched = _touched(change) if change and not self._is_stale else None
        if touched is None or not self._lists_anything():
            self._read()
        elif touched:
            self._merge(touched)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def _read(self) -> None:
        wanted = self._wanted()
        rows = self._workspace.annotating.rows(wanted) if self._lists_anything() else []
        self._show(rows)

    def _merge(self, touched: frozenset[UUID]) -> None:
        """Put the touched annotations in their places among the others."""
        fresh = self._workspace.annotating.rows(replace(self._wanted(), annotations=touched))
        rows = [r for r in self.model.rows if r.annotation.id not in touched]
        if fresh:
            reports = self._workspace.library.reports()
            order = {report.id: place for place, report in enumerate(reports)}
            rows += fresh
            rows.sort(key=lambda r: (order.get(r.report.id, -1), *place_order(r.annotation)))
        self._show(rows)

    def _show(self, rows: list[AnnotationRow]) -> None:
        current: AnnotationRow | None = self.view.currentIndex().data(ROW_ROLE)
        self._is_stale = False
        self.view.items.names_report = self.all_button.isChecked()
        self.view.take_width()
        self.model.show_rows(rows)
        if current is not None and not self.view.currentIndex().isValid():
            self._to_choose = self._to_choose or current.annotation.id
        self._choose_now()
        self.empty.setVisible(not rows)
        self.empty.set_text(self._empty_words())
        self.counted.emit(len(rows))

    def _is_narrowed(self) -> bool:
        typed = bool(self.field.text().strip())
        return typed or self._tag is not None or self.link_button.isChecked()

    def _lists_anything(self) -> bool:
        return self._report is not None or self.all_button.isChecked()

    def _wanted(self) -> Filter:
        typed = self.field.text().strip()
        wanted = Filter(text=(typed,) if typed else ())
        if not self.all_button.isChecked() and self._report is not None:
            wanted = replace(wanted, reports=frozenset({self._report}))
        if self._tag is not None:
            wanted = replace(wanted, tags=frozenset({self._tag}))
        if self.link_button.isChecked():
            wanted = replace(wanted, standings=frozenset({Standing.LINKED}))
        return wanted

    def _tell_count_unread(self) -> None:
        """Tell how many the list will hold; a filtered list is only counted when it is seen."""
        if self._is_narrowed():
            return
        counts = self._workspace.library.annotation_counts() if self._lists_anything() else {}
        if self.all_button.isChecked():
            self.counted.emit(sum(counts.values()))
        else:
            self.counted.emit(counts.get(self._report, 0) if self._report else 0)

    # --- words ---

    def _empty_words(self) -> str:
        if self._is_narrowed():
            return self.tr("没有符合条件的批注")
        if self._report is None and not self.all_button.isChecked():
            return self.tr("打开报告后，批注列在这里")
        return self.tr("选中文字后按 H 或数字键")

    def _name_tag_button(self) -> None:
        tag = self._workspace.tagging.tree().get(self._tag) if self._tag else None
        self._tag = tag.id if tag else None
        self.tag_button.set_label(tag.short_name or tag.name if tag else self.tr("标签"))
        self.tag_button.setChecked(tag is not None)

    # --- menus ---

    def _open_tag_menu(self) -> None:
        self._name_tag_button()  # the click alone has not chosen anything
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("全部标签"), lambda: self.show_tag(None))
        menu.addSeparator()
        counts = self._workspace.tagging.counts()
        for tag in self._workspace.tagging.tags():
            if counts.get(tag.id):
                label = f"{tag.code} {tag.name}".strip()
                menu.addAction(f"{label}\t{counts[tag.id]}", lambda t=tag.id: self.show_tag(t))
        menu.popup(self.tag_button.mapToGlobal(self.tag_button.rect().bottomLeft()))

    def _open_menu(self, place: QPoint) -> None:
        chosen = self.view.chosen()
        if not chosen:
            return
        ids = [r.annotation.id for r in chosen]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(chosen) == 1:
            menu.addAction(self.tr("到原文"), lambda: self.opened.emit(chosen[0]))
        menu.addAction(self.tr("改标签…"), lambda: self.retag_asked.emit(ids))
        menu.addAction(self.tr("复制摘录和出处"), lambda: self.copied.emit(chosen))
        menu.addSeparator()
        label = self.tr("删除 {count} 条").format(count=len(ids))
        menu.addAction(label, lambda: self.deleted.emit(ids))
        menu.popup(place)


def _touched(change: Change) -> frozenset[UUID] | None:
    """The annotations to read again after a change; None when that may be any of them."""
    if change.touched(Entity.TAG) or change.touched(Entity.REPORT):
        return None
    if any(edit.entity is Entity.REVIEWER and edit.before for edit in change.edits):
        return None
    ids = change.touched(Entity.ANNOTATION) | _link_ends(change)
    return frozenset(map(UUID, ids)) if len(ids) <= FEW else None


def _link_ends(change: Change) -> frozenset[str]:
    """Annotations that have one link more or less."""
    images = (
        image
        for edit in change.edits
        if edit.entity is Entity.LINK and (edit.before is None or edit.after is None)
        for image in (edit.before, edit.after)
        if image
    )
    return frozenset(str(image[end]) for image in images for end in ("origin", "target"))
