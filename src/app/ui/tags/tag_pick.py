"""Picking one tag of the codebook: a field and the rows that answer to it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.controls import Field, column
from app.ui.tags.palette import STEPS
from app.ui.tags.palette_rows import Choices, Row, RowKind
from app.ui.theme import Look
from app.workspace.tagging import Tagging


class TagPick(QWidget):
    """Signals:
    pointed: another row is the chosen one.
    picked: Enter or a click on it.
    """

    pointed = Signal()
    picked = Signal()

    def __init__(
        self,
        look: Look,
        tagging: Tagging,
        hint: str,
        *,
        without: Callable[[], Collection[UUID]] = tuple,
        makes_new: bool = False,
    ) -> None:
        super().__init__()
        self._tagging, self._without, self._makes_new = tagging, without, makes_new
        self._is_composing = False
        self.field = Field(look, hint, "tag", height=34)
        self.choices = Choices(look, self)
        column(self, self.field, 6, self.choices, None)
        self.field.textChanged.connect(self.refresh)
        self.field.installEventFilter(self)
        self.choices.moved.connect(lambda _: self.pointed.emit())
        self.choices.chosen.connect(lambda _: self.picked.emit())
        self.choices.group_wished.connect(self.picked)
        self.refresh()

    def refresh(self) -> None:
        """Look again what answers to what was typed."""
        typed, left_out = self.field.text().strip(), self._without()
        items = [s for s in self._tagging.suggest(typed, 40) if s.tag.id not in left_out]
        rows = [Row(RowKind.GROUP, item) for item in items]
        is_known = any(typed in {item.tag.name, item.path} for item in items)
        if self._makes_new and typed and not is_known:
            rows.append(Row(RowKind.NEW, name=typed))
        self.choices.show_rows(rows)

    @property
    def tag(self) -> UUID | None:
        """The chosen tag; None when the row makes a new one or there is none."""
        row = self.choices.row
        return row.item.tag.id if row and row.item else None

    @property
    def new_name(self) -> str:
        """The name that the chosen row would make a tag of."""
        row = self.choices.row
        return row.name if row and row.item is None else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        if (
            watched is self.field
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and not self._is_composing
        ):
            key = event.key()
            if key in STEPS:
                self.choices.step(STEPS[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.picked.emit()
                return True
        return False
