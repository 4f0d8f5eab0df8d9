"""The codebook as a dock: find, apply, create, rename, recolour, move, delete tags."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.errors import Invalid
from app.domain.tag import Tag
from app.ui.controls import Button, Field, Ground, Words, column, row
from app.ui.tags.tag_menu import LAST, TagVerbs, fill_menu
from app.ui.tags.tag_model import DRAFT, TAG_ROLE, TagModel
from app.ui.tags.tag_tree import TagFilter, TagTree
from app.ui.theme import Look
from app.workspace.workspace import Workspace

EVERY = 100_000
"""More tags than any codebook has."""


class TagDock(Ground):
    """The first page of the right dock.

    Signals:
        tag_applied: a tag was chosen for the present selection.
        tag_shown: show the annotations of this tag.
        problem: a request the workspace refused; the window words it.
        delete_asked: a branch is to be deleted; the window asks first.
        definition_asked: the definition of a tag is to be changed.
        rule_asked: a tag (or None: one still to be chosen) is to be given by rule.
    """

    tag_applied = Signal(object)
    tag_shown = Signal(object)
    problem = Signal(object)
    delete_asked = Signal(object)
    definition_asked = Signal(object)
    rule_asked = Signal(object)

    def __init__(self, look: Look, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", parent=parent)
        self._workspace = workspace
        self._named: tuple[UUID | None, str] | None = None
        self._draft_parent: UUID | None = None
        self._is_stale = False
        self._opened: frozenset[UUID] = frozenset()
        self.model = TagModel(self)
        self._filter = TagFilter(self)
        self._filter.setSourceModel(self.model)
        self.field = Field(look, self.tr("筛选标签"), "filter")
        self.field.setToolTip(self.tr("中文、拼音或首字母"))
        self.tree = TagTree(look, self)
        self.tree.setModel(self._filter)
        self.tree.setAccessibleName(self.tr("标签体系"))
        self.empty = Words(
            look, px=13, role="text3", height=60, align=Qt.AlignmentFlag.AlignHCenter
        )
        self.new_button = Button(look, self.tr("新标签"), "plus", "normal")
        self.more_button = Button(look, self.tr("管理"), menu=self._tree_menu())
        head, foot = Ground(look, "dock"), Ground(look, "dock", "t", height=44)
        row(head, self.field, margins=(10, 8, 10, 6))
        row(foot, self.new_button, None, self.more_button, margins=(10, 0, 8, 0))
        layout = column(self, head, self.empty, self.tree, foot)
        layout.setStretchFactor(self.tree, 1)
        self._verbs = TagVerbs(
            apply=self.tag_applied.emit,
            show=self.tag_shown.emit,
            create=self.create_tag,
            rename=self.edit_name,
            define=self.definition_asked.emit,
            delete=self.delete_asked.emit,
            rule=self.rule_asked.emit,
            attempt=self._attempt,
        )
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.field.textChanged.connect(self._filter_changed)
        self.field.installEventFilter(self)
        self.new_button.clicked.connect(lambda: self.create_tag(None))
        self.tree.applied.connect(self.tag_applied)
        self.tree.named.connect(self._take_name)
        self.tree.editing_ended.connect(self._end_editing)
        self.tree.deleted.connect(self.delete_asked)
        self.tree.menu_asked.connect(self._open_menu)
        # Queued: the rows must not change while the view is still handling the drop.
        self.model.move_requested.connect(self._move, Qt.ConnectionType.QueuedConnection)

    def set_workspace(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.refresh()

    def refresh(self) -> None:
        """Read the tags again; open groups, place, choice and a name being typed are kept."""
        if self.tree.is_editing:
            self._is_stale = True
            return
        tagging = self._workspace.tagging
        opened, current = self._open_groups(), self._current()
        place = self.tree.verticalScrollBar().value()
        if self.model.set_tags(tagging.tags(), tagging.counts()):
            for tag in opened:
                self._expand(tag)
            if current is not None:
                self.choose(current.id)
            self.tree.verticalScrollBar().setValue(place)
            self._refilter()
        self._say_empty()

    def choose(self, tag: UUID) -> None:
        """Mark the row of a tag, opening the group above it."""
        index = self._filter.mapFromSource(self.model.index_of(tag))
        if index.isValid():
            self.tree.setExpanded(index.parent(), True)
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    # --- the tree ---

    def _current(self) -> Tag | None:
        tag: Tag | None = self.tree.currentIndex().data(TAG_ROLE)
        return tag

    def _open_groups(self) -> frozenset[UUID]:
        return frozenset(t.id for t in self._workspace.tagging.tags() if self._is_open(t.id))

    def _is_open(self, tag: UUID) -> bool:
        return self.tree.isExpanded(self._filter.mapFromSource(self.model.index_of(tag)))

    def _expand(self, tag: UUID) -> None:
        self.tree.setExpanded(self._filter.mapFromSource(self.model.index_of(tag)), True)

    # --- the filter ---

    def _filter_changed(self, typed: str) -> None:
        was_filtered = self._filter.is_filtering
        if typed.strip() and not was_filtered:
            self._opened = self._open_groups()
        self._refilter()
        if typed.strip():
            self.tree.expandAll()
        elif was_filtered:
            current = self._current()
            self.tree.collapseAll()
            for tag in self._opened:
                self._expand(tag)
            if current is not None:
                self.choose(current.id)
        self._say_empty()

    def _refilter(self) -> None:
        typed = self.field.text().strip()
        if not typed:
            self._filter.show_only(None)
            return
        found = self._workspace.tagging.suggest(typed, EVERY)
        self._filter.show_only(frozenset(s.tag.id for s in found))

    def _say_empty(self) -> None:
        is_empty = self._filter.rowCount() == 0
        self.empty.setVisible(is_empty)
        filtered = bool(self.field.text().strip())
        self.empty.set_text(
            self.tr("没有符合的标签") if filtered else self.tr("还没有标签，可在下方新建")
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._filter_key(event.key())
        return super().eventFilter(watched, event)

    def _filter_key(self, key: int) -> bool:
        """From the filter into what it has found: down or Enter; Esc empties it."""
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            first = self._first_found()
            if first.isValid():
                self.tree.setCurrentIndex(first)
                self.tree.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            return True
        return False

    def _first_found(self) -> QModelIndex:
        """The best answer to what was typed, else the first row."""
        typed = self.field.text().strip()
        best = self._workspace.tagging.suggest(typed, 1) if typed else []
        if best:
            return self._filter.mapFromSource(self.model.index_of(best[0].tag.id))
        return self._filter.index(0, 0)

    # --- verbs ---

    def _attempt(self, verb: Callable[..., object], *arguments: object) -> object:
        """Carry a verb out and show its outcome; a refusal is worded by the window."""
        try:
            result = verb(*arguments)
        except Invalid as refusal:
            self.problem.emit(refusal)
            return None
        self.refresh()
        return result

    def create_tag(self, parent: UUID | None, name: str = "") -> None:
        """Open a field for the name of a new tag; Enter makes it, Esc leaves all as it was."""
        typed = self.field.text().strip()
        if typed:
            name = name or ("" if self._filter.rowCount() else typed)
            self.field.clear()
        self.model.begin_draft(parent, name)
        self._draft_parent = parent
        self._say_empty()
        self.choose(DRAFT)
        self.tree.edit(self.tree.currentIndex())

    def edit_name(self, tag: UUID) -> None:
        """Open the field in which a tag is renamed."""
        self.choose(tag)
        self.tree.edit(self.tree.currentIndex())

    def _take_name(self, tag: UUID, name: str) -> None:
        if tag == DRAFT:
            self._named = (self._draft_parent, name)
            return
        known = self._workspace.tagging.tree().get(tag)
        if known is not None and name and name != known.name:
            self._attempt(self._workspace.tagging.rename, tag, name)

    def _end_editing(self) -> None:
        named, self._named = self._named, None
        self.model.end_draft()
        if named is not None and named[1]:
            tag = self._attempt(self._workspace.tagging.create, named[1], named[0])
            if isinstance(tag, Tag):
                self.choose(tag.id)
        if self._is_stale:
            self._is_stale = False
            self.refresh()
        self._say_empty()

    def _move(self, tag: UUID, parent: UUID | None, before: UUID | None) -> None:
        tagging = self._workspace.tagging
        others = [t.id for t in tagging.tree().children(parent) if t.id != tag]
        place = others.index(before) if before and before in others else LAST
        if self._attempt(tagging.move, tag, parent, place) is not None:
            self.choose(tag)

    # --- menus ---

    def _tree_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("全部展开"), self.tree.expandAll)
        menu.addAction(self.tr("全部收起"), self.tree.collapseAll)
        menu.addSeparator()
        menu.addAction(self.tr("按规则批量打标签…"), lambda: self.rule_asked.emit(None))
        menu.addSeparator()
        retired = menu.addAction(self.tr("显示停用的标签"))
        retired.setCheckable(True)
        retired.toggled.connect(self._show_retired)
        return menu

    def _show_retired(self, shown: bool) -> None:
        self.model.shows_retired = shown
        self.refresh()

    def _open_menu(self, index: QModelIndex, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tag: Tag | None = index.data(TAG_ROLE)
        if tag is None:
            menu.addAction(self.tr("新标签"), lambda: self.create_tag(None))
        else:
            self.fill_menu(menu, tag)
        menu.popup(place)

    def fill_menu(self, menu: QMenu, tag: Tag) -> None:
        """Everything that can be done with one tag."""
        fill_menu(menu, self.look, self._workspace.tagging, tag, self._verbs)
