"""Hits under the names of their reports, as one list that grows page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.search import Hit
from app.domain.tag import TagKind

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Group:
    """The head of one report's hits; `count` is all of them, shown or not."""

    report: UUID
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class FoundHit:
    """One hit with its place.

    Attributes:
        path: headings from the top joined by ` › `; empty before the first one.
        marks: colour and kind of the tags of annotations that touch it.
    """

    hit: Hit
    path: str = ""
    marks: tuple[tuple[str, TagKind], ...] = ()

    @property
    def section(self) -> str:
        """The deepest heading."""
        return self.path.rpartition(" › ")[2]


Entry = Group | FoundHit


class HitModel(QAbstractListModel):
    """Groups and hits in one list, appended to page by page; groups can be closed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self.hit_count = 0
        self._hits: dict[UUID, list[FoundHit]] = {}
        self._closed: set[UUID] = set()
        self._names: dict[UUID, str] = {}
        self._counts: dict[UUID, int] = {}

    def start(self, names: dict[UUID, str], counts: dict[UUID, int]) -> None:
        """Empty the list; what follows belongs to a new search."""
        self.beginResetModel()
        self.entries, self._names, self._counts = [], names, counts
        self._hits, self.hit_count = {}, 0
        self._closed.clear()
        self.endResetModel()

    def append(self, hits: Sequence[FoundHit]) -> None:
        """Add hits, which come by report."""
        fresh: list[Entry] = []
        for found in hits:
            report = found.hit.report
            if report not in self._hits:
                self._hits[report] = []
                name, count = self._names.get(report, ""), self._counts.get(report, 0)
                fresh.append(Group(report, name, count))
            self._hits[report].append(found)
            if report not in self._closed:
                fresh.append(found)
        self.hit_count += len(hits)
        self._insert(len(self.entries), fresh)

    def hits_of(self, report: UUID) -> Sequence[FoundHit]:
        """The hits of one report fetched so far."""
        return self._hits.get(report, ())

    def is_closed(self, report: UUID) -> bool:
        return report in self._closed

    def set_closed(self, report: UUID, closed: bool) -> None:
        """Show or hide the hits of one report."""
        if closed == (report in self._closed) or report not in self._hits:
            return
        (self._closed.add if closed else self._closed.discard)(report)
        head = self.head_of(report).row()
        hits = self._hits[report]
        if closed:
            self.beginRemoveRows(QModelIndex(), head + 1, head + len(hits))
            del self.entries[head + 1 : head + 1 + len(hits)]
            self.endRemoveRows()
        else:
            self._insert(head + 1, hits)
        self.dataChanged.emit(self.index(head), self.index(head))

    def head_of(self, report: UUID) -> QModelIndex:
        """The row of a report's name."""
        for k, entry in enumerate(self.entries):
            if isinstance(entry, Group) and entry.report == report:
                return self.index(k)
        return QModelIndex()

    def _insert(self, at: int, entries: Sequence[Entry]) -> None:
        if entries:
            self.beginInsertRows(QModelIndex(), at, at + len(entries) - 1)
            self.entries[at:at] = entries
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if isinstance(entry, Group):
                return self.tr("{name}，{count} 处").format(name=entry.name, count=entry.count)
            return f"{entry.hit.before}{entry.hit.match}{entry.hit.after}"
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(entry, FoundHit):
            return entry.path or None
        return None
