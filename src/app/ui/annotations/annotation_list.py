"""The annotations of the active report (or of the whole library) as a list."""

from __future__ import annotations

from collections.abc import Sequence
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
from app.domain.rows import AnnotationRow
from app.ui.annotations.annotation_item import AnnotationItem
from app.ui.annotations.annotation_model import ROW_ROLE, AnnotationModel
from app.ui.annotations.filter_bar import FilterBar
from app.ui.annotations.thread_panel import ThreadPanel
from app.ui.citing import CitationStyles
from app.ui.controls import BY_KEY, Ground, Words, column
from app.ui.marking import marks_of, present
from app.ui.reader.desk import Desk
from app.ui.signals import annotations_of
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
        edit_asked, reply_asked: an AnnotationRow to write on (F2 or E; R).
        resolve_asked: ids to settle, or to open again when all are settled (V).
        retag_asked: ids to give another tag (T).
        menu_asked: where on the screen.
        current_changed: id of the annotation in the current row, or None.
    """

    opened = Signal(object)
    deleted = Signal(object)
    edit_asked = Signal(object)
    reply_asked = Signal(object)
    resolve_asked = Signal(object)
    retag_asked = Signal(object)
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
        self.doubleClicked.connect(lambda index: self.edit_asked.emit(index.data(ROW_ROLE)))
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
        elif not self._take_key(event.key()):
            super().keyPressEvent(event)

    def _take_key(self, key: int) -> bool:
        """Keys that do something with the current row, or with all chosen ones."""
        chosen = self.chosen()
        if not chosen:
            return False
        ids = [r.annotation.id for r in chosen]
        current: AnnotationRow = self.currentIndex().data(ROW_ROLE) or chosen[0]
        match key:
            case Qt.Key.Key_Delete:
                self.deleted.emit(ids)
            case Qt.Key.Key_F2 | Qt.Key.Key_E:
                self.edit_asked.emit(current)
            case Qt.Key.Key_R:
                self.reply_asked.emit(current)
            case Qt.Key.Key_V:
                self.resolve_asked.emit(ids)
            case Qt.Key.Key_T:
                self.retag_asked.emit(ids)
            case _:
                return False
        return True

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, not the beginning of a quote."""


class AnnotationDock(Ground):
    """The second page of the right dock.

    While it is hidden it reads nothing but how many annotations there are.

    Signals:
        opened: an AnnotationRow to go to.
        deleted: a list of annotation ids to delete.
        export_asked: a list of annotation ids to be written to a file.
        copied: a list of AnnotationRows to put on the clipboard with their source.
        copied_as: the same with a form of the source, and whether the source alone.
        retag_asked: a list of annotation ids to give another tag.
        resolve_asked: a list of annotation ids, and whether they are to be settled.
        acted: an Act of the thread under the list.
        counted: how many annotations are listed (for the page's name).
        reanchor_asked: the annotation whose place is to be confirmed; None: all of them.
        cards_chosen: report (None: any) and ids whose cards alone are to be shown; None: all.
    """

    opened = Signal(object)
    deleted = Signal(object)
    copied = Signal(object)
    copied_as = Signal(object, object, bool)
    export_asked = Signal(object)
    retag_asked = Signal(object)
    resolve_asked = Signal(object, bool)
    acted = Signal(object)
    counted = Signal(int)
    cards_chosen = Signal(object, object)
    reanchor_asked = Signal(object)

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        desk: Desk | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, "dock", parent=parent)
        self._workspace = workspace
        self._desk = desk or Desk(parent=self)
        self._report: UUID | None = None
        self._is_stale = True
        self._to_choose: UUID | None = None
        self.model = AnnotationModel(self)
        self.bar = FilterBar(look)
        self.bar.reanchor_asked.connect(lambda: self.reanchor_asked.emit(None))
        self.bar.set_workspace(workspace)
        self.field, self.all_button = self.bar.field, self.bar.all_button
        self.tag_button = self.bar.tag_button
        self.empty = Words(
            look, px=13, role="text3", height=60, align=Qt.AlignmentFlag.AlignHCenter
        )
        self.view = AnnotationView(look, self.model, self)
        self.view.setAccessibleName(self.tr("批注列表"))
        self.panel = ThreadPanel(look, self._desk, self)
        column(self, self.bar, self.empty, self.view, self.panel).setStretchFactor(self.view, 1)
        self.bar.changed.connect(self.refresh)
        self.bar.cards_switched.connect(lambda _: self._tell_cards())
        self.view.opened.connect(self.opened)
        self.view.deleted.connect(self.deleted)
        self.view.retag_asked.connect(self.retag_asked)
        self.view.resolve_asked.connect(self.resolve)
        self.view.edit_asked.connect(self.edit)
        self.view.reply_asked.connect(self.reply)
        self.view.menu_asked.connect(self._open_menu)
        self.panel.acted.connect(self.acted)
        self.panel.left.connect(self.view.setFocus)

    def set_workspace(self, workspace: Workspace) -> None:
        self._workspace, self._report = workspace, None
        self.panel.close_panel()
        self.bar.set_workspace(workspace)

    def set_report(self, report: UUID | None) -> None:
        """List the annotations of this report (unless the whole library is listed)."""
        if report != self._report:
            self._report = report
            self.bar.set_report(report)
            if not self.bar.lists_all:
                self.panel.close_panel()
                self.refresh()
                self.view.scrollToTop()

    def show_tag(self, tag: UUID | None) -> None:
        """List only annotations with this tag or one below it; None lists all."""
        self.bar.set_criteria(replace(self.bar.criteria, tag=tag))

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
        self.bar.refresh()
        if not self.isVisible():
            self._is_stale = True
            self._tell_count_unread()
            return
        touched = _touched(self._workspace, change) if change and not self._is_stale else None
        if touched is None or not self._lists_anything():
            self._read()
        elif touched:
            self._merge(touched)
        self._renew_panel(touched)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def _read(self) -> None:
        wanted = self.bar.wanted()
        rows = self._workspace.annotating.rows(wanted) if self._lists_anything() else []
        self._show(rows)

    def _merge(self, touched: frozenset[UUID]) -> None:
        """Put the touched annotations in their places among the others."""
        wanted = replace(self.bar.wanted(), annotations=touched)
        fresh = self._workspace.annotating.rows(wanted)
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
        self.view.items.names_report = self.bar.lists_all
        self.view.take_width()
        self.model.show_rows(rows)
        if current is not None and not self.view.currentIndex().isValid():
            self._to_choose = self._to_choose or current.annotation.id
        self._choose_now()
        self.empty.setVisible(not rows)
        self.empty.set_text(self._empty_words())
        self.bar.show_counts(len(rows), self._whole_count())
        self.counted.emit(len(rows))
        self._tell_cards()

    def _lists_anything(self) -> bool:
        return self._report is not None or self.bar.lists_all

    def _whole_count(self) -> int:
        """Annotations in the extent of the list, whatever is asked for."""
        counts = self._workspace.library.annotation_counts() if self._lists_anything() else {}
        if self.bar.lists_all:
            return sum(counts.values())
        return counts.get(self._report, 0) if self._report else 0

    def _tell_count_unread(self) -> None:
        """Tell how many the list will hold; a filtered list is only counted when it is seen."""
        if self.bar.criteria.is_empty:
            self.counted.emit(self._whole_count())

    def _tell_cards(self) -> None:
        """Which cards the panes show, when they follow the filter."""
        if self.bar.criteria.is_empty or not self.bar.cards_button.isChecked():
            self.cards_chosen.emit(None, None)
            return
        report = None if self.bar.lists_all else self._report
        self.cards_chosen.emit(report, frozenset(r.annotation.id for r in self.model.rows))

    # --- writing ---

    def edit(self, shown: AnnotationRow) -> None:
        """Write on an annotation, under the list."""
        for mark in marks_of(self._workspace, [shown.annotation]):
            self.panel.edit(mark)
        self._keep_in_view(shown)

    def reply(self, shown: AnnotationRow) -> None:
        """Answer an annotation, under the list."""
        for mark in marks_of(self._workspace, [shown.annotation]):
            self.panel.reply(mark)
        self._keep_in_view(shown)

    def _keep_in_view(self, shown: AnnotationRow) -> None:
        """The panel takes room of the list; the row it belongs to stays in sight."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.view.scrollTo(self.model.index_of(shown.annotation.id))

    def resolve(self, ids: Sequence[UUID]) -> None:
        """Settle annotations; when all of them are settled, open them again."""
        rows = [r for r in self.model.rows if r.annotation.id in set(ids)]
        self.resolve_asked.emit(ids, not all(r.annotation.resolved for r in rows))

    def _renew_panel(self, touched: frozenset[UUID] | None) -> None:
        shown = self.panel.shown()
        if shown is None or (touched is not None and shown.id not in touched):
            return
        marks = marks_of(self._workspace, list(present(self._workspace, [shown.id])))
        if marks:
            self.panel.show_mark(marks[0])
        else:
            self.panel.card.finish(keep=False)
            self.panel.close_panel()

    # --- words and menus ---

    def _empty_words(self) -> str:
        if not self.bar.criteria.is_empty:
            return self.tr("没有符合条件的批注")
        if not self._lists_anything():
            return self.tr("打开报告后，批注列在这里")
        return self.tr("选中文字后按 H 或数字键")

    def _open_menu(self, place: QPoint) -> None:
        chosen = self.view.chosen()
        if not chosen:
            return
        ids = [r.annotation.id for r in chosen]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(chosen) == 1:
            if not chosen[0].annotation.state.is_sure:
                menu.addAction(self.tr("确认位置…"), lambda: self.reanchor_asked.emit(ids[0]))
            menu.addAction(self.tr("到原文"), lambda: self.opened.emit(chosen[0]))
            menu.addAction(self.tr("写意见") + "\tF2", lambda: self.edit(chosen[0]))
            menu.addAction(self.tr("回复") + "\tR", lambda: self.reply(chosen[0]))
        settled = all(r.annotation.resolved for r in chosen)
        words = self.tr("重新打开") if settled else self.tr("标为已解决")
        menu.addAction(f"{words}\tV", lambda: self.resolve(ids))
        menu.addAction(self.tr("改标签…") + "\tT", lambda: self.retag_asked.emit(ids))
        menu.addAction(self.tr("复制摘录和出处"), lambda: self.copied.emit(chosen))
        CitationStyles(menu).add_to(
            menu, self._workspace.citing, lambda *form: self.copied_as.emit(chosen, *form)
        )
        menu.addAction(self.tr("导出所选…"), lambda: self.export_asked.emit(ids))
        menu.addSeparator()
        label = self.tr("删除 {count} 条").format(count=len(ids))
        menu.addAction(label, lambda: self.deleted.emit(ids))
        menu.popup(place)


def _touched(workspace: Workspace, change: Change) -> frozenset[UUID] | None:
    """The annotations to read again after a change; None when that may be any of them."""
    if change.touched(Entity.TAG) or change.touched(Entity.REPORT):
        return None
    if any(edit.entity is Entity.REVIEWER and edit.before for edit in change.edits):
        return None
    ids = annotations_of(workspace, change) | _link_ends(change)
    return ids if len(ids) <= FEW else None


def _link_ends(change: Change) -> frozenset[UUID]:
    """Annotations that have one link more or less."""
    images = (
        image
        for edit in change.edits
        if edit.entity is Entity.LINK and (edit.before is None or edit.after is None)
        for image in (edit.before, edit.after)
        if image
    )
    return frozenset(UUID(str(image[end])) for image in images for end in ("origin", "target"))
