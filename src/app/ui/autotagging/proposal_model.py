"""What a rule would mark, under the names of the reports, each accepted or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.workspace.autotagging import Proposal

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Group:
    """The head of one report's proposals."""

    report: UUID
    name: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal; `number` is its place among all of them."""

    number: int
    proposal: Proposal


Entry = Group | Line


class ProposalModel(QAbstractListModel):
    """Groups and proposals in one list; everything is accepted at first.

    Signals:
        decided: something was accepted or rejected.
    """

    decided = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._proposals: Sequence[Proposal] = ()
        self._rejected: set[int] = set()
        self._rejected_in: dict[UUID, int] = {}

    def show_proposals(self, proposals: Sequence[Proposal], names: Mapping[UUID, str]) -> None:
        """Show other proposals, which come by report; all of them are accepted."""
        self.beginResetModel()
        self._proposals = proposals
        self._rejected.clear()
        self._rejected_in.clear()
        self.entries = []
        first = 0
        while first < len(proposals):
            report = proposals[first].report
            last = first
            while last < len(proposals) and proposals[last].report == report:
                last += 1
            self.entries.append(Group(report, names.get(report, ""), first, last - first))
            self.entries += [Line(k, proposals[k]) for k in range(first, last)]
            first = last
        self.endResetModel()

    # --- accepted and rejected ---

    def accepted(self) -> list[Proposal]:
        return [p for k, p in enumerate(self._proposals) if k not in self._rejected]

    @property
    def accepted_count(self) -> int:
        return len(self._proposals) - len(self._rejected)

    @property
    def accepted_reports(self) -> int:
        """Reports of which at least one proposal is accepted."""
        heads = (entry for entry in self.entries if isinstance(entry, Group))
        return sum(self.accepted_in(head) > 0 for head in heads)

    def is_accepted(self, line: Line) -> bool:
        return line.number not in self._rejected

    def accepted_in(self, group: Group) -> int:
        """How many of a report's proposals are accepted."""
        return group.count - self._rejected_in.get(group.report, 0)

    def set_accepted(self, rows: Iterable[int], accepted: bool) -> None:
        """Accept or reject proposals; a group's row stands for all of its proposals."""
        numbers: set[int] = set()
        for row in rows:
            entry = self.entries[row]
            if isinstance(entry, Group):
                numbers |= set(range(entry.first, entry.first + entry.count))
            else:
                numbers.add(entry.number)
        changed = numbers & self._rejected if accepted else numbers - self._rejected
        if not changed:
            return
        self._rejected ^= changed
        by = -1 if accepted else 1
        for number in changed:
            report = self._proposals[number].report
            self._rejected_in[report] = self._rejected_in.get(report, 0) + by
        roles = [Qt.ItemDataRole.CheckStateRole]
        self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1), roles)
        self.decided.emit()

    def toggle(self, row: int) -> None:
        """Reject what is accepted and the other way round; a part accepted becomes all."""
        entry = self.entries[row]
        if isinstance(entry, Group):
            self.set_accepted([row], self.accepted_in(entry) < entry.count)
        else:
            self.set_accepted([row], not self.is_accepted(entry))

    def set_all(self, accepted: bool) -> None:
        heads = [k for k, entry in enumerate(self.entries) if isinstance(entry, Group)]
        self.set_accepted(heads, accepted)

    # --- as Qt asks ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.CheckStateRole:
            return self.state(entry)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            states = {
                Qt.CheckState.Checked: self.tr("已选"),
                Qt.CheckState.Unchecked: self.tr("未选"),
                Qt.CheckState.PartiallyChecked: self.tr("部分选中"),
            }
            return f"{states[self.state(entry)]} {self._words(entry)}"
        return None

    def _words(self, entry: Entry) -> str:
        if isinstance(entry, Group):
            return self.tr("{name}，{count} 处").format(name=entry.name, count=entry.count)
        found = entry.proposal
        return f"{found.before}【{found.quote}】{found.after}"

    def state(self, entry: Entry) -> Qt.CheckState:
        if isinstance(entry, Line):
            accepted = self.is_accepted(entry)
            return Qt.CheckState.Checked if accepted else Qt.CheckState.Unchecked
        accepted_here = self.accepted_in(entry)
        if accepted_here == entry.count:
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if accepted_here else Qt.CheckState.Unchecked
