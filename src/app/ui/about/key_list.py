"""The list of the sheet of keys: every action of the table with its keys, by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.actions import SPECS, Spec, group_words, shown_keys
from app.ui.focus import RingedView
from app.ui.key_map import cap
from app.ui.painting import RowState, draw_text, key_cap, row_ground
from app.ui.plain_views import dress_view
from app.ui.theme import Look
from app.ui.window_actions import Actions

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = Qt.ItemDataRole.UserRole
ROW, HEAD = 30, 38


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list.

    Attributes:
        spec: the action; None for the heading of a group.
        name: the action or the group, in words.
        keys: its keys as they stand on the keyboard.
        changed: whether the person gave it other keys.
    """

    spec: Spec | None
    name: str
    keys: tuple[str, ...] = ()
    changed: bool = False


class KeyModel(QAbstractListModel):
    """The entries that are looked for, up to date with the key map."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self._words, self._key = "", ""
        self.entries: list[Entry] = []
        actions.keys.changed.connect(self.refresh)
        self.refresh()

    def look_for(self, words: str, key: str) -> None:
        """Show what has these words in its name or keys; with a key, what has that key."""
        self._words, self._key = words.strip().casefold(), key
        self.refresh()

    def everything(self) -> Sequence[Entry]:
        """All entries, whatever is looked for."""
        groups: dict[str, list[Entry]] = {}
        for spec in SPECS:
            groups.setdefault(spec.group, []).append(self._entry(spec))
        found: list[Entry] = []
        for group in sorted(groups, key=lambda name: not name):  # those without a group last
            name = group_words(group) if group else self.tr("其他")
            found += [Entry(None, name), *groups[group]]
        return found

    def _entry(self, spec: Spec) -> Entry:
        keys = self._actions.keys
        if spec.is_fixed:
            return Entry(spec, spec.words().rstrip("…"), (shown_keys(spec),))
        caps = tuple(cap(key) for key in keys.keys(spec.id))
        return Entry(spec, spec.words().rstrip("…"), caps, keys.is_changed(spec.id))

    def refresh(self) -> None:
        found: list[Entry] = []
        for entry in self.everything():
            if entry.spec is None:
                if found and found[-1].spec is None:  # a group in which nothing was found
                    found.pop()
                found.append(entry)
            elif self._is_wanted(entry):
                found.append(entry)
        if found and found[-1].spec is None:
            found.pop()
        if [entry.spec for entry in found] == [entry.spec for entry in self.entries]:
            self.entries = found
            if found:
                self.dataChanged.emit(self.index(0), self.index(len(found) - 1))
            return
        self.beginResetModel()
        self.entries = found
        self.endResetModel()

    def _is_wanted(self, entry: Entry) -> bool:
        if self._key:
            return cap(self._key) in entry.keys
        text = " ".join((entry.name, *entry.keys)).casefold()
        return all(word in text for word in self._words.split())

    def row_of(self, id_: str) -> int:
        """Where an action stands; −1 while it is not shown."""
        rows = (k for k, entry in enumerate(self.entries) if entry.spec and entry.spec.id == id_)
        return next(rows, -1)

    # --- Qt ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entries[index.row()]
        if entry.spec is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            keys = self.tr("、").join(entry.keys) or self.tr("没有按键")
            words = self.tr("{name}：{keys}").format(name=entry.name, keys=keys)
            if entry.changed:
                words = self.tr("{words}，已改").format(words=words)
            return words if entry.spec else entry.name
        return None


class KeyRow(QStyledItemDelegate):
    """A heading, or an action with its keys as caps at the right."""

    def __init__(self, look: Look, view: KeyList) -> None:
        super().__init__(view)
        self.look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        entry: Entry = index.data(ENTRY_ROLE)
        return QSize(0, self.look.px(ROW if entry.spec else HEAD))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self.look, RowState(option)
        entry: Entry = index.data(ENTRY_ROLE)
        rect = state.rect
        if entry.spec is None:
            box = rect.adjusted(16, 6, -16, 0)
            draw_text(p, look, box, entry.name, 14, bold=True)
            return
        row_ground(
            p, look, rect,
            selected=state.selected, hovered=state.hovered,
            focused=state.focused and self._view.rings,
        )  # fmt: skip
        right = rect.right() - 16
        for key in reversed(entry.keys):
            right -= key_cap(p, look, right, rect.center().y(), key) + 4
        if entry.changed:
            words = self.tr("已改")
            width = look.width(words, 12)
            box = QRectF(right - width - 4, rect.y(), width + 1, rect.height())
            draw_text(p, look, box, words, 12, look.text3)
            right -= width + 12
        box = QRectF(rect.x() + 16, rect.y(), right - rect.x() - 16, rect.height())
        draw_text(p, look, box, entry.name, 14, bold=state.selected)


class KeyList(RingedView, QListView):
    """Enter, Space or a double click on a row asks for its new key."""

    def __init__(self, look: Look, model: KeyModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.setModel(model)
        dress_view(self, look)
        self.setItemDelegate(KeyRow(look, self))
        self.setAccessibleName(self.tr("操作和按键"))

    def spec(self) -> Spec | None:
        """The action of the chosen row."""
        entry: Entry | None = self.currentIndex().data(ENTRY_ROLE)
        return entry.spec if entry else None

    def choose_first(self) -> None:
        """Choose the first action that is shown."""
        model = self.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        first = next((i for i in rows if i.data(ENTRY_ROLE).spec is not None), QModelIndex())
        self.setCurrentIndex(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.doubleClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
