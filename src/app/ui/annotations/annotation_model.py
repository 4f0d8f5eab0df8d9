"""Annotations as a list model that keeps what is chosen while it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.anchor import AnchorState
from app.domain.rows import AnnotationRow

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole


class AnnotationModel(QAbstractListModel):
    """Annotation rows; showing other rows inserts and removes only where they differ."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[AnnotationRow] = []

    def show_rows(self, rows: Iterable[AnnotationRow]) -> None:
        """Show these rows. A row that looks the same as before stays the same object."""
        known = {row.annotation.id: row for row in self.rows}
        fresh = [_kept(known.get(row.annotation.id), row) for row in rows]
        old = self.rows
        head = _common(old, fresh)
        tail = _common(old[head:][::-1], fresh[head:][::-1])
        if head + tail == 0:
            if old or fresh:
                self.beginResetModel()
                self.rows = fresh
                self.endResetModel()
            return
        self._replace(head, len(old) - tail, fresh[head : len(fresh) - tail])
        self._renew(fresh)

    def _replace(self, start: int, end: int, rows: Sequence[AnnotationRow]) -> None:
        if end > start:
            self.beginRemoveRows(QModelIndex(), start, end - 1)
            self.rows = self.rows[:start] + self.rows[end:]
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self.rows = [*self.rows[:start], *rows, *self.rows[start:]]
            self.endInsertRows()

    def _renew(self, rows: list[AnnotationRow]) -> None:
        changed = [
            k for k, (old, new) in enumerate(zip(self.rows, rows, strict=True)) if old is not new
        ]
        self.rows = rows
        for k in changed:
            self.dataChanged.emit(self.index(k), self.index(k))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        shown = self.rows[index.row()]
        if role == ROW_ROLE:
            return shown
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            tags = self.tr("、").join(tag.name for tag, _ in shown.tags)
            links = self.tr("链接 {count}").format(count=shown.links) if shown.links else ""
            words = self.tr("：").join(
                part for part in (tags, shown.quote, shown.annotation.comment, links) if part
            )
            return self.tr("，").join(part for part in (words, self.state_of(shown)) if part)
        return None

    def state_of(self, shown: AnnotationRow) -> str:
        """Whether its place is in doubt, whether it is settled, and replies, in words."""
        count = len(shown.replies)
        state = shown.annotation.state
        parts = [
            self.tr("？位置待确认") if state is AnchorState.TO_CONFIRM else "",
            self.tr("✕ 原文找不到") if state is AnchorState.LOST else "",
            self.tr("✓ 已解决") if shown.annotation.resolved else "",
            self.tr("{count} 条回复").format(count=count) if count else "",
        ]
        return " · ".join(part for part in parts if part)

    def index_of(self, annotation: UUID) -> QModelIndex:
        for k, shown in enumerate(self.rows):
            if shown.annotation.id == annotation:
                return self.index(k)
        return QModelIndex()


def _common(old: Sequence[AnnotationRow], new: Sequence[AnnotationRow]) -> int:
    """How many rows at the beginning are of the same annotations."""
    count = 0
    for a, b in zip(old, new, strict=False):
        if a is not b and a.annotation.id != b.annotation.id:
            break
        count += 1
    return count


def _kept(old: AnnotationRow | None, new: AnnotationRow) -> AnnotationRow:
    if old is None or old is new or _looks(old) != _looks(new):
        return new
    return old


def _looks(row: AnnotationRow) -> tuple[object, ...]:
    """What of a row can be seen: cheaper to compare than the whole row."""
    a, meta = row.annotation, row.report.metadata
    tags = tuple((t.id, t.name, t.colour, t.kind) for t, _ in row.tags)
    report = (meta.organisation.value, meta.year.value)
    threads = tuple((reply.id, reply.edited) for reply, _ in row.replies)
    return (
        a.edited,
        a.state,
        a.comment,
        a.resolved,
        threads,
        row.quote,
        row.section,
        row.reviewer.name,
        tags,
        report,
        row.links,
    )
