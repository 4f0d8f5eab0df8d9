"""What an import would bring in, row by row, with a person's corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.report import METADATA_FIELDS, Field, ParsedReport, SectionKind, Source
from app.workspace.importing import Examined

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole
NEEDED = ("title", "organisation", "year")
"""Fields a report should not be without; a missing or guessed one asks for a look."""

WATCHED = (*NEEDED, "level")


class Verdict(IntEnum):
    """What is to be said of a file, the most urgent first."""

    FAILED = 0
    UNCERTAIN = 1
    READY = 2
    DUPLICATE = 3


@dataclass(slots=True, eq=False)
class ReviewItem:
    """One file of the import.

    Attributes:
        corrections: field name → the person's value; None takes a value away.
    """

    examined: Examined
    chosen: bool = False
    corrections: dict[str, str | None] = field(default_factory=dict[str, "str | None"])

    @property
    def parsed(self) -> ParsedReport | None:
        return self.examined.parsed

    @property
    def can_import(self) -> bool:
        found = self.examined
        return found.parsed is not None and found.duplicate_of is None and found.same_as is None

    def value(self, name: str) -> Field:
        """The field as it would be stored."""
        if name in self.corrections:
            value = self.corrections[name]
            return Field(value, Source.USER if value else None)
        return self.parsed.metadata[name] if self.parsed else Field()

    @property
    def uncertain(self) -> tuple[str, ...]:
        """Names of the fields that need a look."""
        if self.parsed is None:
            return ()
        return tuple(
            name
            for name in WATCHED
            if self.value(name).source is Source.GUESS
            or (name in NEEDED and self.value(name).value is None)
        )

    @property
    def verdict(self) -> Verdict:
        if self.examined.error is not None or self.parsed is None:
            return Verdict.FAILED
        if not self.can_import:
            return Verdict.DUPLICATE
        return Verdict.UNCERTAIN if self.uncertain else Verdict.READY

    @property
    def headings(self) -> int:
        """Headings of the outline; numbered statements are not counted."""
        sections = self.parsed.sections if self.parsed else ()
        return sum(section.kind is not SectionKind.ITEM for section in sections)


COLUMNS = ("chosen", "file", "organisation", "level", "year", "headings", "result")


class ReviewModel(QAbstractTableModel):
    """The table of what was understood; problems stand first."""

    chosen_changed = Signal()

    def __init__(self, examined: Sequence[Examined], parent: QObject | None = None) -> None:
        super().__init__(parent)
        items = [ReviewItem(found) for found in examined]
        for item in items:
            item.chosen = item.can_import
        self.items = sorted(items, key=lambda item: item.verdict)
        self._shown = list(self.items)

    @property
    def shown(self) -> Sequence[ReviewItem]:
        """The files in the table, from the top."""
        return self._shown

    def show_only_uncertain(self, only: bool) -> None:
        self.beginResetModel()
        wanted = Verdict.UNCERTAIN
        self._shown = [i for i in self.items if not only or i.verdict is wanted]
        self.endResetModel()

    def correct(self, item: ReviewItem, name: str, value: str | None) -> None:
        """Take a person's value for one field.

        What was recognised for sure, given again, removes the correction; a guess
        given again confirms it.
        """
        self._take(item, name, value)
        self._changed(item)

    def _take(self, item: ReviewItem, name: str, value: str | None) -> None:
        if name not in METADATA_FIELDS or item.parsed is None:
            raise KeyError(name)
        known = item.parsed.metadata[name]
        if value == known.value and known.source is not Source.GUESS:
            item.corrections.pop(name, None)
        else:
            item.corrections[name] = value or None

    def correct_all(self, name: str, value: str) -> None:
        """Give every file that would be imported the same value."""
        for item in self.items:
            if item.can_import:
                self._take(item, name, value)
        if self._shown:
            last = self.index(len(self._shown) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.chosen_changed.emit()

    def set_chosen(self, item: ReviewItem, chosen: bool) -> None:
        if item.can_import and item.chosen != chosen:
            item.chosen = chosen
            self._changed(item)

    def count(self, verdict: Verdict) -> int:
        return sum(item.verdict is verdict for item in self.items)

    def chosen(self) -> list[tuple[ParsedReport, dict[str, str | None]]]:
        """What would be stored, in the order of the files."""
        return [(i.parsed, dict(i.corrections)) for i in self.items if i.chosen and i.parsed]

    def _changed(self, item: ReviewItem) -> None:
        if item in self._shown:
            row = self._shown.index(item)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        self.chosen_changed.emit()

    # --- the item model ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._shown[index.row()]
        if role == ITEM_ROLE:
            return item
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and column in {"file", "organisation"}:
            return item.examined.file if column == "file" else item.value(column).value
        if role == Qt.ItemDataRole.CheckStateRole and column == "chosen":
            return Qt.CheckState.Checked if item.chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.examined.file} {item.value('organisation').value or ''}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.set_chosen(self._shown[index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
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
            titles = (
                "",
                self.tr("文件"),
                self.tr("单位"),
                self.tr("层级"),
                self.tr("年度"),
                self.tr("章节"),
                self.tr("结果"),
            )
            return titles[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            right = COLUMNS[section] == "headings"
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
