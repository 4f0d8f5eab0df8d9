"""The lines of the table, with heads of groups between them, as one flat model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.table import Column, TableLine
from app.ui.tables.words import TableWords
from app.workspace.table import Table

Index = QModelIndex | QPersistentModelIndex
PICK = 0
"""The column of the check boxes; those of COLUMNS follow."""

COLUMNS = (
    Column.TAGS,
    Column.QUOTE,
    Column.COMMENT,
    Column.UNIT,
    Column.YEAR,
    Column.REGION,
    Column.SECTION,
    Column.REVIEWER,
    Column.STATE,
    Column.CREATED,
    Column.EDITED,
)
SPLICED = 400
"""Up to so many rows are taken out and put in one by one; more, and all are shown anew."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group.

    Attributes:
        colour, kind: of the tag, for its sign; empty for other groups.
    """

    value: str
    name: str
    count: int
    is_closed: bool
    tag: UUID | None = None


Entry = Head | TableLine


class TableModel(QAbstractTableModel):
    """What is shown of a Table. Views read `entries` and `table` when they paint."""

    def __init__(self, table: Table, words: TableWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table, self.words = table, words
        self.entries: list[Entry] = []
        self.line_count = 0
        self._rows: dict[UUID, int] | None = None

    # --- showing ---

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these; what is the same at both ends stays untouched."""
        self._rows = None
        old, new = self.entries, list(entries)
        self.line_count = sum(isinstance(entry, TableLine) for entry in new)
        if not old or not new:
            self._reset(new)
            return
        keys, fresh = list(map(_key, old)), list(map(_key, new))
        head = _common(keys, fresh)
        tail = _common(keys[head:][::-1], fresh[head:][::-1])
        gone, come = len(old) - head - tail, len(new) - head - tail
        if max(gone, come) > SPLICED:
            self._reset(new)
            return
        self._splice(head, gone, new[head : len(new) - tail])
        self._renew(new)

    def _reset(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def _splice(self, at: int, gone: int, come: list[Entry]) -> None:
        none = QModelIndex()
        if gone:
            self.beginRemoveRows(none, at, at + gone - 1)
            del self.entries[at : at + gone]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(none, at, at + len(come) - 1)
            self.entries[at:at] = come
            self.endInsertRows()

    def _renew(self, new: list[Entry]) -> None:
        changed = [
            k
            for k, (a, b) in enumerate(zip(self.entries, new, strict=True))
            if a is not b and a != b
        ]
        self.entries = new
        if changed:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))

    def repaint(self) -> None:
        """Names of tags, units or reviewers have changed."""
        if self.entries:
            last = self.index(len(self.entries) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # --- finding ---

    def line(self, row: int) -> TableLine | None:
        entry = self.entries[row] if 0 <= row < len(self.entries) else None
        return entry if isinstance(entry, TableLine) else None

    def row_of(self, id_: UUID) -> int:
        """The (first) row of an annotation; -1 when it is not shown."""
        if self._rows is None:
            pairs = [(e.id, k) for k, e in enumerate(self.entries) if isinstance(e, TableLine)]
            self._rows = dict(reversed(pairs))
        return self._rows.get(id_, -1)

    # --- Qt's questions ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(COLUMNS) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.line(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_comment = index.column() == COLUMNS.index(Column.COMMENT) + 1
        return flags | Qt.ItemFlag.ItemIsEditable if is_comment else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if isinstance(entry, Head):
            return self._head(entry, index.column(), role)
        if index.column() == PICK:
            return None
        column = COLUMNS[index.column() - 1]
        if role == Qt.ItemDataRole.EditRole:
            return entry.comment if column is Column.COMMENT else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(entry, column)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.words.cell(self.table, entry, column)
        return None

    def _head(self, head: Head, column: int, role: int) -> Any:
        if column or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        words = self.tr("{name}，{count} 条")
        return words.format(name=head.name, count=head.count)

    def _tip(self, line: TableLine, column: Column) -> str | None:
        """What does not fit into its cell."""
        if column is Column.SECTION:
            return " › ".join(self.table.section(line)) or None
        if column is Column.UNIT:
            return self.table.reports[line.report].title
        if column is Column.COMMENT:
            return line.comment or None
        return self.words.cell(self.table, line, column) if column is Column.TAGS else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.tr("选择") if section == PICK else self.words.columns[COLUMNS[section - 1]]
        return None


def _key(entry: Entry) -> UUID | str:
    return entry.value if isinstance(entry, Head) else entry.id


def _common(old: Sequence[UUID | str], new: Sequence[UUID | str]) -> int:
    """How many are the same at the beginning."""
    count = 0
    for a, b in zip(old, new, strict=False):
        if a != b:
            break
        count += 1
    return count
