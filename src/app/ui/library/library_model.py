"""The reports of the library as a list model, and what it can be narrowed to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QCollator,
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from app.domain.region import with_above
from app.domain.report import ReadingStatus, Report
from app.text.fold import fold
from app.ui.naming import report_name, report_unit

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
GROUP_ROLE = Qt.ItemDataRole.UserRole + 1
"""What a row has in common with its neighbours in the present order; None without groups."""

MIME = "application/x-piyue-report"
SORTS = ("import", "unit", "year", "progress")
"""Orders of the list: as imported, by unit and year, by year and unit, what is least read first."""
UNKNOWN = ""
"""Stands for a value that is not known, in filters."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one row of the list shows.

    Attributes:
        place: region and level, worded.
        progress: how far it was read, 0..1.
    """

    report: Report
    place: str
    annotations: int
    status: ReadingStatus
    progress: float

    @property
    def unit(self) -> str:
        return report_unit(self.report)


class LibraryModel(QAbstractListModel):
    """Lines in order of import; the same reports in the same order are updated in place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self._rows: dict[UUID, int] = {}

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; only what differs is repainted, new ones at the end are inserted."""
        fresh = list(lines)
        known = [line.report.id for line in self.lines]
        ids = [line.report.id for line in fresh]
        if ids[: len(known)] != known:
            self.beginResetModel()
            self.lines = fresh
            self._number()
            self.endResetModel()
            return
        for row, line in enumerate(fresh[: len(known)]):
            self._put(row, line)
        if len(fresh) > len(known):
            self.beginInsertRows(QModelIndex(), len(known), len(fresh) - 1)
            self.lines += fresh[len(known) :]
            self._number()
            self.endInsertRows()

    def set_annotations(self, counts: Mapping[UUID, int], reports: Collection[UUID]) -> None:
        """New numbers of annotations for these reports."""
        for id_ in reports:
            self._change(id_, annotations=counts.get(id_, 0))

    def set_statuses(self, statuses: Mapping[UUID, ReadingStatus], ids: Collection[UUID]) -> None:
        for id_ in ids:
            self._change(id_, status=statuses.get(id_, ReadingStatus.UNREAD))

    def set_progress(self, report: UUID, progress: float) -> None:
        """How far a report was read; less than a hundredth more is not repainted."""
        line = self.line(report)
        if line is not None and abs(line.progress - progress) >= 0.01:
            self._change(report, progress=progress)

    def line(self, report: UUID) -> Line | None:
        row = self._rows.get(report)
        return None if row is None else self.lines[row]

    def index_of(self, report: UUID) -> QModelIndex:
        row = self._rows.get(report)
        return QModelIndex() if row is None else self.index(row)

    def _change(self, report: UUID, **values: Any) -> None:
        row = self._rows.get(report)
        if row is not None:
            self._put(row, replace(self.lines[row], **values))

    def _put(self, row: int, line: Line) -> None:
        if self.lines[row] != line:
            self.lines[row] = line
            self.dataChanged.emit(self.index(row), self.index(row))

    def _number(self) -> None:
        self._rows = {line.report.id: row for row, line in enumerate(self.lines)}

    # --- the item model ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return report_name(line.report)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.report.title}\n{line.report.file_name}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.tr("{name}，{place}，批注 {count} 条，已读 {percent}%")
            return words.format(
                name=report_name(line.report),
                place=line.place,
                count=line.annotations,
                percent=round(line.progress * 100),
            )
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = [self.lines[index.row()].report.id for index in indexes]
        data.setData(MIME, b"".join(id_.bytes for id_ in ids))
        data.setText("\n".join(self.lines[index.row()].report.title for index in indexes))
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction


def dragged_reports(data: QMimeData) -> list[UUID]:
    """The reports in what is dragged; empty when it is something else."""
    raw = bytes(data.data(MIME).data()) if data.hasFormat(MIME) else b""
    return [UUID(bytes=raw[k : k + 16]) for k in range(0, len(raw) - 15, 16)]


class LibraryFilter(QSortFilterProxyModel):
    """Reports of the chosen years, regions and statuses whose names hold the typed text.

    Signals:
        narrowed: after any change of what is wanted.
    """

    narrowed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wanted: dict[str, frozenset[str]] = {
            "year": frozenset(),
            "region": frozenset(),
            "status": frozenset(),
        }
        self._typed = ""
        self.order = SORTS[0]
        self._collator: QCollator | None = None

    # --- order ---

    def sort_by(self, order: str) -> None:
        """Order the rows by one of SORTS."""
        self.order = order
        self.sort(-1)
        if order != SORTS[0]:
            self.sort(0)

    def lessThan(self, left: Index, right: Index) -> bool:
        model = self.sourceModel()
        assert isinstance(model, LibraryModel)
        a, b = model.lines[left.row()], model.lines[right.row()]
        newer = int(b.report.year or 0) - int(a.report.year or 0)
        by_unit = self._compare(a.unit, b.unit)
        if self.order == "unit":
            keys = (by_unit, newer)
        elif self.order == "year":
            keys = (newer, by_unit)
        else:
            keys = (_weight(a) - _weight(b), left.row() - right.row())
        return next((key < 0 for key in keys if key), left.row() < right.row())

    def _compare(self, a: str, b: str) -> int:
        """By the order of Chinese dictionaries, numbers by their size."""
        if self._collator is None:
            self._collator = QCollator(QLocale(QLocale.Language.Chinese))
            self._collator.setNumericMode(True)
        return self._collator.compare(a, b)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != GROUP_ROLE:
            return super().data(index, role)
        line: Line | None = super().data(index, LINE_ROLE)
        if line is None or self.order not in {"unit", "year"}:
            return None
        return line.unit if self.order == "unit" else line.report.year or UNKNOWN

    # --- narrowing ---

    def set_typed(self, typed: str) -> None:
        self._typed = fold(typed.strip())
        self._narrow()

    def set_wanted(self, name: str, values: frozenset[str]) -> None:
        """Which values of `year`, `region` or `status` are wanted; none means all."""
        self.wanted[name] = values
        self._narrow()

    def clear(self) -> None:
        self.wanted = dict.fromkeys(self.wanted, frozenset())
        self._typed = ""
        self._narrow()

    @property
    def is_narrowing(self) -> bool:
        return bool(self._typed) or any(self.wanted.values())

    def _narrow(self) -> None:
        self.invalidateRowsFilter()
        self.narrowed.emit()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        del source_parent
        if not self.is_narrowing:
            return True
        model = self.sourceModel()
        assert isinstance(model, LibraryModel)
        line = model.lines[source_row]
        for name, values in self.wanted.items():
            if values and values.isdisjoint(values_of(line, name)):
                return False
        return not self._typed or any(
            self._typed in fold(text or "")
            for text in (
                line.report.title,
                line.report.metadata.organisation.value,
                line.report.metadata.region.value,
                line.report.year,
                line.report.file_name,
            )
        )


def _weight(line: Line) -> float:
    """How far a report was read, a finished one last."""
    return 2.0 if line.status is ReadingStatus.READ else line.progress


def values_of(line: Line, name: str) -> tuple[str, ...]:
    """The values by which a line is filtered, a region with those that hold it."""
    if name == "status":
        return (line.status.value,)
    value = line.report.metadata[name].value
    if not value:
        return (UNKNOWN,)
    return with_above(value) if name == "region" else (value,)
