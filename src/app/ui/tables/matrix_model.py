"""The matrix as a model: tags down, columns across, sums at the end of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.table import Facet, TableLine
from app.domain.tag import TagKind
from app.ui.naming import report_unit, unit_name
from app.workspace.matrix import Across, Matrix, MatrixColumn, MatrixRow
from app.workspace.table import Table

Index = QModelIndex | QPersistentModelIndex


class MatrixModel(QAbstractTableModel):
    """What is shown of a Matrix; the last row and the last column are sums.

    Attributes:
        rows: the tags in sight; those below a closed group are not.
        whole: whether a tag counts those below it.
    """

    def __init__(self, table: Table, matrix: Matrix, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table, self.matrix = table, matrix
        self.across = Across.REPORTS_BY_UNIT
        self.whole = True
        self.only_used = False
        self.closed: set[UUID] | None = None
        self.rows: list[MatrixRow] = []
        self._row_sums: Mapping[UUID | None, int] = {}
        self._most: dict[int, int] = {}

    # --- showing ---

    def show(self, table: Table, matrix: Matrix, across: Across) -> None:
        """Show other counts; groups stay open or closed."""
        self.beginResetModel()
        self.table, self.matrix, self.across = table, matrix, across
        if self.closed is None:
            # Topics are many: their groups are enough to begin with.
            self.closed = {r.tag.id for r in matrix.rows if r.tag and r.has_below and r.tag.kind is TagKind.TOPIC}  # fmt: skip
        self._settle()
        self.endResetModel()

    def set_options(self, *, whole: bool, only_used: bool) -> None:
        self.beginResetModel()
        self.whole, self.only_used = whole, only_used
        self._settle()
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Open or close the group of a row."""
        shown = self.rows[row] if 0 <= row < len(self.rows) else None
        if shown is None or shown.tag is None or not shown.has_below:
            return
        self.beginResetModel()
        self.closed = (self.closed or set()) ^ {shown.tag.id}
        self._settle()
        self.endResetModel()

    def set_all_closed(self, *, closed: bool) -> None:
        self.beginResetModel()
        groups = {row.tag.id for row in self.matrix.rows if row.tag and row.has_below}
        self.closed = groups if closed else set()
        self._settle()
        self.endResetModel()

    def _settle(self) -> None:
        """Work out what is in sight, the sums and the strongest tint."""
        counts = self._counts
        sums: dict[UUID | None, int] = {}
        most: dict[int, int] = {}
        depths = {row.id: row.depth for row in self.matrix.rows}
        for (tag, _), count in counts.items():
            sums[tag] = sums.get(tag, 0) + count
            depth = depths.get(tag, 0)
            most[depth] = max(most.get(depth, 0), count)
        self._row_sums, self._most = sums, most
        used = {tag for tag, _ in self.matrix.counts.whole} if self.only_used else None
        self.rows = list(_in_sight(self.matrix.rows, self.closed or set(), used))

    @property
    def _counts(self) -> Mapping[tuple[UUID | None, str], int]:
        return self.matrix.counts.whole if self.whole else self.matrix.counts.own

    # --- asking ---

    @property
    def columns(self) -> tuple[MatrixColumn, ...]:
        return self.matrix.columns

    def is_sum(self, index: Index) -> bool:
        return index.row() >= len(self.rows) or index.column() >= len(self.columns)

    def is_open(self, row: MatrixRow) -> bool:
        return row.tag is not None and row.tag.id not in (self.closed or set())

    def count(self, row: int, column: int) -> int:
        """How many annotations a cell holds."""
        at = self.columns[column].key if column < len(self.columns) else None
        if row >= len(self.rows):
            totals = self.matrix.counts.totals
            return sum(totals.values()) if at is None else totals.get(at, 0)
        tag = self.rows[row].id
        return self._row_sums.get(tag, 0) if at is None else self._counts.get((tag, at), 0)

    def is_absent(self, row: int, column: int) -> bool:
        """Whether a reviewer has said of all in this cell that it is missing."""
        if row >= len(self.rows) or column >= len(self.columns):
            return False
        return (self.rows[row].id, self.columns[column].key) in self.matrix.counts.absent

    def share(self, row: int, column: int) -> float:
        """How strong a cell is beside the strongest of its depth, 0..1."""
        if row >= len(self.rows) or column >= len(self.columns):
            return 0.0
        most = self._most.get(self.rows[row].depth, 0)
        return self.count(row, column) / most if most else 0.0

    def lines(self, row: int, column: int, among: Iterable[TableLine]) -> list[TableLine]:
        """The lines that a cell counts."""
        reports = frozenset(
            report
            for number, found in enumerate(self.columns)
            if column in {number, len(self.columns)}
            for report in found.reports
        )
        kept = [line for line in among if line.report in reports]
        if row >= len(self.rows):
            return kept
        tag, table = self.rows[row].id, self.table
        if tag is None:
            return [line for line in kept if not table.with_groups(line.tags)]
        if self.whole:
            return [line for line in kept if tag in table.with_groups(line.tags)]
        return [line for line in kept if tag in line.tags]

    # --- words ---

    def row_name(self, row: int) -> str:
        if row >= len(self.rows):
            return self.tr("合计")
        tag = self.rows[row].tag
        return f"{tag.code} {tag.name}".strip() if tag else self.tr("未加标签")

    def column_names(self, column: int) -> tuple[str, str]:
        """Two lines for the head of a column; the second may be empty."""
        if column >= len(self.columns):
            return self.tr("合计"), ""
        found = self.columns[column]
        if self.across is Across.UNITS:
            return unit_name(found.key) or self.tr("单位不明"), ""
        if self.across is Across.YEARS:
            return found.key or self.tr("年度不明"), ""
        report = self.table.reports[found.reports[0]]
        return report_unit(report), self.table.value(report.id, Facet.YEAR)

    def column_name(self, column: int) -> str:
        return " ".join(part for part in self.column_names(column) if part)

    # --- Qt's questions ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, column)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            words = self.tr("{column} × {tag}：{count} 条")
            name = words.format(
                column=self.column_name(column), tag=self.row_name(row),
                count=self.count(row, column),
            )  # fmt: skip
            return name + self.tr("，审阅人标了缺项") if self.is_absent(row, column) else name
        return None

    def cell(self, row: int, column: int) -> str:
        """What stands in a cell."""
        if self.is_absent(row, column):
            return self.tr("缺")
        return str(self.count(row, column) or "·")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_column = orientation is Qt.Orientation.Horizontal
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.column_name(section) if is_column else self.row_name(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            if is_column and section < len(self.columns):
                reports = [self.table.reports[id_].title for id_ in self.columns[section].reports]
                return "\n".join(reports[:12])
            tag = self.rows[section].tag if not is_column and section < len(self.rows) else None
            return tag.definition or tag.name if tag else None
        return None

    def as_cells(self) -> list[list[str]]:
        """Everything in sight as text, with names and sums; an empty cell holds 0."""
        columns = range(self.columnCount())
        head = [self.tr("标签"), *(self.column_name(k) for k in columns)]
        return [
            head,
            *(
                [self.row_name(row), *(str(self.count(row, k)) for k in columns)]
                for row in range(self.rowCount())
            ),
        ]


def _in_sight(
    rows: Iterable[MatrixRow], closed: set[UUID], used: set[UUID | None] | None
) -> Iterable[MatrixRow]:
    """Rows whose groups are all open, and, if asked for, that count anything."""
    hidden_below: int | None = None
    for row in rows:
        if hidden_below is not None and row.depth > hidden_below:
            continue
        hidden_below = None
        if row.tag is not None and row.tag.id in closed:
            hidden_below = row.depth
        if used is None or row.id in used:
            yield row
