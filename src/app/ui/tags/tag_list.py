"""Tags as a list one works on: find, name, move, colour; shared by the dock and the editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.errors import Invalid, NotFound
from app.domain.tag import Tag
from app.settings import ViewState
from app.ui.controls import Field, Ground, Words
from app.ui.tags.tag_menu import LAST, TagVerbs, fill_menu
from app.ui.tags.tag_model import DRAFT, TAG_ROLE, TagModel
from app.ui.tags.tag_tree import TagFilter, TagTree
from app.ui.theme import Look
from app.workspace.workspace import Workspace

EVERY = 100_000
"""More tags than any codebook has."""

OPENED, USED_ONLY, RETIRED = "tags_opened", "tags_used_only", "tags_retired_shown"
"""What is remembered per library of how its tags were looked at."""


class TagList(Ground):
    """A filter, the tree, and the verbs on what is chosen in it.

    Signals:
        tag_applied: a tag was chosen for the present selection.
        tag_shown: show the annotations of this tag.
        problem: a request the workspace refused; the window words it.
        delete_asked: tags (ids) that are to be deleted; the window asks first.
        definition_asked: the definition of a tag is to be changed.
        merge_asked: tags (ids) that are to be merged into another one.
        split_asked: the annotations of a tag are to be divided.
        export_asked: what carries a tag is to be written to a file.
        rule_asked: a tag (or None: one still to be chosen) is to be given by rule.
        chosen_changed: other rows are chosen.
    """

    tag_applied = Signal(object)
    tag_shown = Signal(object)
    problem = Signal(object)
    delete_asked = Signal(object)
    definition_asked = Signal(object)
    merge_asked = Signal(object)
    split_asked = Signal(object)
    rule_asked = Signal(object)
    export_asked = Signal(object)
    chosen_changed = Signal()

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        tree: TagTree,
        parent: QWidget | None = None,
        *,
        ground: str = "dock",
    ) -> None:
        super().__init__(look, ground, parent=parent)
        self._workspace = workspace
        self._view: ViewState | None = None
        self._named: tuple[UUID | None, str] | None = None
        self._draft_parent: UUID | None = None
        self._is_stale = False
        self._opened: frozenset[UUID] = frozenset()
        self.model = TagModel(self)
        self._filter = TagFilter(self)
        self._filter.setSourceModel(self.model)
        self.field = Field(look, self.tr("筛选标签"), "filter")
        self.field.setToolTip(self.tr("中文、拼音或首字母"))
        self.tree = tree
        self.tree.setParent(self)
        self.tree.setModel(self._filter)
        self.tree.setAccessibleName(self.tr("标签体系"))
        self.empty = Words(
            look, px=13, role="text3", height=60, align=Qt.AlignmentFlag.AlignHCenter
        )
        self._verbs = TagVerbs(
            apply=self.tag_applied.emit,
            show=self.tag_shown.emit,
            create=self.create_tag,
            rename=self.edit_name,
            define=self.definition_asked.emit,
            delete=self.delete_asked.emit,
            merge=self.merge_asked.emit,
            split=self.split_asked.emit,
            rule=self.rule_asked.emit,
            export=self.export_asked.emit,
            attempt=self.attempt,
        )
        self._connect()

    def _connect(self) -> None:
        self.field.textChanged.connect(self._filter_changed)
        self.field.installEventFilter(self)
        self.tree.applied.connect(self.tag_applied)
        self.tree.named.connect(self._take_name)
        self.tree.editing_ended.connect(self._end_editing)
        self.tree.deleted.connect(lambda _: self.delete_asked.emit(self.chosen_ids()))
        self.tree.menu_asked.connect(self._open_menu)
        self.tree.nudged.connect(self._nudge)
        self.tree.slot_wished.connect(self._toggle_slot)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        # Queued: the rows must not change while the view is still handling the drop.
        self.model.move_requested.connect(self._move, Qt.ConnectionType.QueuedConnection)

    def set_workspace(self, workspace: Workspace, view: ViewState | None = None) -> None:
        """Show the tags of a library, as they were last looked at."""
        self._workspace, self._view = workspace, view
        self.model.shows_retired = bool(view and view.get(None, RETIRED))
        self._filter.set_used_only(used_only=bool(view and view.get(None, USED_ONLY)))
        self.refresh()
        kept = view.get(None, OPENED) if view else None
        if isinstance(kept, list):
            self.tree.collapseAll()
            known = {str(tag.id): tag.id for tag in workspace.tagging.tags()}
            for id_ in kept:
                if isinstance(id_, str) and id_ in known:
                    self._expand(known[id_])

    def remember(self) -> None:
        """Keep which groups are open, for the next time this library is opened."""
        if self._view is not None:
            opened = self._opened if self._filter.is_filtering else self._open_groups()
            self._view.set(None, OPENED, [*sorted(str(id_) for id_ in opened)])

    def refresh(self) -> None:
        """Read the tags again; open groups, place, choice and a name being typed are kept."""
        if self.tree.is_editing:
            self._is_stale = True
            return
        tagging = self._workspace.tagging
        opened, chosen, current = self._open_groups(), self.chosen_ids(), self._current()
        place = self.tree.verticalScrollBar().value()
        if self.model.set_tags(tagging.tags(), tagging.counts()):
            for tag in opened:
                self._expand(tag)
            if current is not None:
                self.choose(current.id)
            self.choose_all(chosen)
            self.tree.verticalScrollBar().setValue(place)
            self._refilter()
        self._say_empty()

    def refresh_counts(self) -> None:
        """Annotations changed: only rows whose numbers did are painted again."""
        self.model.set_counts(self._workspace.tagging.counts())

    # --- what is chosen ---

    def choose(self, tag: UUID) -> None:
        """Mark the row of a tag, opening the group above it."""
        index = self._filter.mapFromSource(self.model.index_of(tag))
        if index.isValid():
            self.tree.setExpanded(index.parent(), True)
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def choose_all(self, tags: Sequence[UUID]) -> None:
        """Mark several rows, where the list allows it; their groups stay as they are."""
        if len(tags) < 2 or not self.tree.chooses_several:
            return
        selection = self.tree.selectionModel()
        for tag in tags:
            index = self._filter.mapFromSource(self.model.index_of(tag))
            if index.isValid():
                selection.select(index, selection.SelectionFlag.Select)

    def chosen(self) -> list[Tag]:
        """The tags whose rows are marked, in the order of the tree."""
        found = [index.data(TAG_ROLE) for index in self.tree.selectedIndexes()]
        ids = {tag.id for tag in found if tag is not None and tag.id != DRAFT}
        return [tag for tag in self._workspace.tagging.tags() if tag.id in ids]

    def chosen_ids(self) -> tuple[UUID, ...]:
        return tuple(tag.id for tag in self.chosen())

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

    def show_used_only(self, shown: bool) -> None:
        """Leave out what no annotation carries."""
        if self._view is not None:
            self._view.set(None, USED_ONLY, shown)
        self._filter.set_used_only(used_only=shown)
        self._say_empty()

    def show_retired(self, shown: bool) -> None:
        if self._view is not None:
            self._view.set(None, RETIRED, shown)
        self.model.shows_retired = shown
        self.refresh()

    @property
    def shows_used_only(self) -> bool:
        return self._filter.used_only

    def _say_empty(self) -> None:
        is_empty = self._filter.rowCount() == 0
        self.empty.setVisible(is_empty)
        if self.field.text().strip():
            self.empty.set_text(self.tr("没有符合的标签"))
        elif self._filter.used_only:
            self.empty.set_text(self.tr("还没有用过的标签"))
        else:
            self.empty.set_text(self.tr("还没有标签，可点“新标签”"))

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

    def attempt(self, verb: Callable[..., object], *arguments: object) -> object:
        """Carry a verb out and show its outcome; a refusal is worded by the window."""
        try:
            result = verb(*arguments)
        except (Invalid, NotFound) as refusal:
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
            self.attempt(self._workspace.tagging.rename, tag, name)

    def _end_editing(self) -> None:
        named, self._named = self._named, None
        self.model.end_draft()
        if named is not None and named[1]:
            tag = self.attempt(self._workspace.tagging.create, named[1], named[0])
            if isinstance(tag, Tag):
                self.choose(tag.id)
        if self._is_stale:
            self._is_stale = False
            self.refresh()
        self._say_empty()

    def _move(self, tags: Sequence[UUID], parent: UUID | None, before: UUID | None) -> None:
        tagging = self._workspace.tagging
        others = [t.id for t in tagging.tree().children(parent) if t.id not in tags]
        place = others.index(before) if before and before in others else LAST
        self._moved(tags, parent, place)

    def _moved(self, tags: Sequence[UUID], parent: UUID | None, place: int) -> None:
        try:
            self._workspace.tagging.move_all(tags, parent, place)
        except (Invalid, NotFound) as refusal:
            self.problem.emit(refusal)
            return
        self.refresh()
        if parent is not None:
            self._expand(parent)
        if len(tags) == 1:
            self.choose(tags[0])
        else:
            self.choose_all(tags)

    def _nudge(self, way: str) -> None:
        """Move what is chosen by one place: up, down, out of its group or into the one above."""
        tags = self.chosen()
        if not tags:
            return
        tree, first = self._workspace.tagging.tree(), tags[0]
        ids = [tag.id for tag in tags]
        beside = [t.id for t in tree.children(first.parent) if not t.retired or t.id in ids]
        members = [t.id for t in tree.children(first.parent)]
        at = beside.index(first.id)
        if way == "up" and at > 0:
            self._moved(ids, first.parent, members.index(beside[at - 1]))
        elif way == "down":
            rest = [id_ for id_ in beside[at:] if id_ not in ids]
            if rest:
                others = [id_ for id_ in members if id_ not in ids]
                self._moved(ids, first.parent, others.index(rest[0]) + 1)
        elif way == "left" and first.parent is not None:
            group = tree[first.parent]
            others = [t.id for t in tree.children(group.parent) if t.id not in ids]
            self._moved(ids, group.parent, others.index(group.id) + 1)
        elif way == "right" and at > 0:
            self._moved(ids, beside[at - 1], LAST)

    def _toggle_slot(self, slot: int, tag: UUID) -> None:
        self.attempt(self._workspace.tagging.toggle_slot, slot, tag)

    # --- menus ---

    def fill_view_menu(self, menu: QMenu) -> None:
        """How the list is looked at."""
        menu.addAction(self.tr("全部展开"), self.tree.expandAll)
        menu.addAction(self.tr("全部收起"), self.tree.collapseAll)
        menu.addSeparator()
        for words, is_on, does in (
            (self.tr("只看用过的"), self._filter.used_only, self.show_used_only),
            (self.tr("显示停用的标签"), self.model.shows_retired, self.show_retired),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(is_on)
            action.toggled.connect(does)

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
        """Everything that can be done with one tag, or with all that are chosen."""
        tags = self.chosen()
        several = tags if tag.id in {t.id for t in tags} else [tag]
        fill_menu(menu, self.look, self._workspace.tagging, several, self._verbs)
