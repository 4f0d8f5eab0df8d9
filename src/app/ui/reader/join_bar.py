"""The quiet question at a mark that overlaps or touches another one of its tag."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.controls import Button, Words
from app.ui.reader.selection_bar import SelectionBar
from app.ui.reader.view import ReaderView
from app.ui.theme import Look


class JoinBar(SelectionBar):
    """Whether to make one mark of several; whatever else is done next leaves them apart.

    Signals:
        join_wished: the ids of the marks, the new one first.
    """

    join_wished = Signal(object)

    space = 14  # the handles of the mark stay in sight

    def __init__(self, look: Look, host: QWidget, view: ReaderView) -> None:
        super().__init__(look, host)
        self._view = view
        self._ids: tuple[UUID, ...] = ()
        self.setAccessibleName(self.tr("是否合并标记"))
        self._words = Words(look, px=13, role="text2", fit=True, height=32)
        self._join = Button(
            look, self.tr("合并为一条"), kind="normal", key="Enter", height=30, parent=self
        )
        self._keep = Button(look, key="Esc", height=30, parent=self)
        self._row.setSpacing(6)
        self._row.addSpacing(4)
        for widget in (self._words, self._join, self._keep):
            self._row.addWidget(widget)
        self._join.clicked.connect(self.accept)
        self._keep.clicked.connect(self.close_bar)
        for button in (self._join, self._keep):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        view.scrolled.connect(self.check)
        view.laid_out.connect(self.check)
        view.command.connect(lambda name: name == "edit" or self.hide())
        view.selectionChanged.connect(self.check)
        for left in (view.mark_pressed, view.background_pressed):
            left.connect(self.hide)

    def offer(self, ids: Sequence[UUID], tag: str) -> None:
        """Ask at the first of the marks, which is the active one."""
        self._ids = tuple(ids)
        others = len(ids) - 1
        if tag and others == 1:
            words = self.tr("和另一处“{tag}”相连").format(tag=tag)
        elif tag:
            words = self.tr("和另外 {count} 处“{tag}”相连").format(count=others, tag=tag)
        else:
            words = self.tr("和另外 {count} 处标记相连").format(count=others)
        self._words.set_text(words)
        self._keep.set_label(self.tr("保留两条") if others == 1 else self.tr("分别保留"))
        self._show()
        self.setAccessibleDescription(words)

    @property
    def is_open(self) -> bool:
        return self.isVisible()

    def accept(self) -> None:
        """Yes: one mark."""
        ids = self._ids
        self.close_bar()
        self.join_wished.emit(ids)

    def close_bar(self) -> None:
        """No: they stay apart."""
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> None:
        """Follow the mark; leave when it is no longer the matter."""
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        view = self._view
        placed = view.index[self._ids[0]] if self._ids else None
        there = all(view.index[id_] is not None for id_ in self._ids)
        if placed is None or not there or view.textCursor().hasSelection():
            self.hide()
        else:
            self.follow(view, placed.start, placed.end)
