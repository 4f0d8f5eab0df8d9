"""The table of an import: every file with what was understood of it, problems first."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.ui.importing.item import ReviewItem, Verdict
from app.ui.importing.words import ReviewWords
from app.workspace.importing import ImportResult

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole

COLUMNS = (
    *("chosen", "file", "title", "organisation", "level", "region", "year"),
    *("published_on", "signed_on", "headings", "characters", "encoding", "notes", "result"),
)
NUMBERS = frozenset({"headings", "characters"})

FILTERS: dict[str, frozenset[Verdict]] = {
    "all": frozenset(Verdict),
    "uncertain": frozenset({Verdict.UNCERTAIN}),
    "failed": frozenset({Verdict.FAILED}),
    "duplicate": frozenset({Verdict.DUPLICATE}),
    "version": frozenset({Verdict.VERSION}),
    "ready": frozenset({Verdict.READY}),
    "done": frozenset({Verdict.DONE}),
}


class ReviewModel(QAbstractTableModel):
    """Files as they are read. A correction moves no row; sorting and filtering do.

    Signals:
        counted: counts or choices have changed.
        decided: a list of items about which a person has decided something.
        arriving, arrived: rows are about to be put between others, and are.
    """

    counted = Signal()
    decided = Signal(object)
    arriving = Signal()
    arrived = Signal()

    def __init__(self, words: ReviewWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.items: list[ReviewItem] = []
        self.filter = "all"
        self.sorted_by, self.descending = "", False
        self._shown: list[ReviewItem] = []
        self._keys: dict[ReviewItem, Any] = {}
        self._first: dict[str, ReviewItem] = {}

    @property
    def shown(self) -> Sequence[ReviewItem]:
        """The files in the table, from the top."""
        return self._shown

    # --- files ---

    def add(self, items: Iterable[ReviewItem]) -> None:
        """Put files that have been read at their places."""
        self.arriving.emit()
        for item in items:
            item.number = len(self.items)
            self.items.append(item)
            self._find_twin(item)
            item.chosen = item.is_offered and not (item.is_remembered and not item.chosen)
            if item.verdict in FILTERS[self.filter]:
                self._keys[item] = self._key(item)
                row = self._place(item)
                self.beginInsertRows(QModelIndex(), row, row)
                self._shown.insert(row, item)
                self.endInsertRows()
        self.arrived.emit()
        self.counted.emit()

    def _place(self, item: ReviewItem) -> int:
        return bisect([self._keys[other] for other in self._shown], self._keys[item])

    def reread(self, item: ReviewItem) -> None:
        """A file was read again, as a person wished."""
        item.is_busy = False
        if item.parsed is not None:
            item.file_sha256 = item.parsed.file_sha256
        self._find_twins()
        item.chosen = item.is_offered
        self._changed([item])
        self.decided.emit([item])

    def _find_twin(self, item: ReviewItem) -> None:
        sha = item.parsed.text_sha256 if item.parsed else ""
        first = self._first.setdefault(sha, item) if sha else item
        item.twin = first if first is not item else None

    def _find_twins(self) -> None:
        self._first.clear()
        for item in self.items:
            self._find_twin(item)

    def settle(self, stored: Sequence[tuple[ReviewItem, ImportResult]]) -> None:
        """These were imported."""
        for item, result in stored:
            item.is_busy, item.result = False, result
        self._changed([item for item, _ in stored])

    def set_busy(self, items: Sequence[ReviewItem], busy: bool) -> None:
        for item in items:
            item.is_busy = busy
        self._changed(items)

    def clear(self) -> None:
        self.beginResetModel()
        self.items, self._shown = [], []
        self._keys.clear()
        self._first.clear()
        self.endResetModel()
        self.counted.emit()

    # --- order and choice of rows ---

    def show_only(self, name: str) -> None:
        self.filter = name
        self._arrange()

    def sort_by(self, column: str, descending: bool = False) -> None:
        """Sort by a column; an empty one is the order of urgency."""
        self.sorted_by, self.descending = column, descending
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        shown = [item for item in self.items if item.verdict in FILTERS[self.filter]]
        self._keys = {item: self._key(item) for item in shown}
        shown.sort(key=self._keys.__getitem__)
        self._shown = shown
        self.endResetModel()

    def _key(self, item: ReviewItem) -> Any:
        """What orders the rows; empty values come last whichever way."""
        column = self.sorted_by
        if not column:
            return (item.verdict, item.number)
        value: Any
        match column:
            case "chosen":
                value = int(not item.chosen)
            case "result":
                value = int(item.verdict)
            case "headings":
                value = item.headings if item.parsed else None
            case "characters":
                value = len(item.parsed.text) if item.parsed else None
            case _:
                value = self.words.text(item, column)
        if isinstance(value, int):
            return (0, -value if self.descending else value, item.number)
        if not value:
            return (2, 0, item.number)
        return (1, _Turned(value) if self.descending else value, item.number)

    # --- deciding ---

    def correct(self, items: Sequence[ReviewItem], name: str, value: str | None) -> None:
        """Take a person's value of one field.

        What was recognised for sure, given again, removes the correction; a guess
        given again confirms it.
        """
        taken = [item for item in items if item.is_open]
        for item in taken:
            item.correct(name, value or None)
        self._changed(taken)
        self.decided.emit(taken)

    def set_chosen(self, items: Sequence[ReviewItem], chosen: bool) -> None:
        taken = [item for item in items if item.is_open and item.chosen != chosen]
        for item in taken:
            item.chosen = chosen
        self._changed(taken)
        self.decided.emit(taken)

    def set_apart(self, item: ReviewItem, apart: bool) -> None:
        """Keep a corrected version as a report of its own, or not."""
        if item.is_open:
            item.apart, item.chosen = apart, True
            self._changed([item])
            self.decided.emit([item])

    def set_seen(self, item: ReviewItem) -> None:
        """What the reading of a file warns of was looked at."""
        if item.is_open:
            item.seen = True
            self._changed([item])
            self.decided.emit([item])

    def forget(self, item: ReviewItem) -> None:
        """Take back what was decided about a file another time."""
        item.forget()
        self._changed([item])
        self.decided.emit([item])

    def chosen(self) -> list[ReviewItem]:
        """What would be imported, in the order of arrival."""
        return [item for item in self.items if item.chosen and item.is_open]

    def sure(self) -> list[ReviewItem]:
        """Of those, the ones about which there is no question."""
        return [item for item in self.chosen() if item.verdict is Verdict.READY]

    def count(self, verdict: Verdict) -> int:
        return sum(item.verdict is verdict for item in self.items)

    def _changed(self, items: Sequence[ReviewItem]) -> None:
        last = len(COLUMNS) - 1
        if len(items) > 1 and self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, last))
        else:
            for item in items:
                if item in self._keys:
                    row = self._shown.index(item)
                    self.dataChanged.emit(self.index(row, 0), self.index(row, last))
        self.counted.emit()

    # --- the item model ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._shown[index.row()]
        column = COLUMNS[index.column()]
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole):
            return self.words.text(item, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == "chosen":
            return Qt.CheckState.Checked if item.chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column == "chosen":
                return f"{item.name} {self.words.verdict(item)}"
            return self.words.text(item, column)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.set_chosen([self._shown[index.row()]], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and COLUMNS[index.column()] == "chosen":
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.words.column(COLUMNS[section])
        return None


class _Turned:
    """A text that sorts the other way round."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __lt__(self, other: _Turned) -> bool:
        return other.text < self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Turned) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)
