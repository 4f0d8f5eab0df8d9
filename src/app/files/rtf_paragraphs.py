"""Paragraphs of Rich Text gathered into lines: those of the body, a note or a text box."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.files.docx_numbers import numbered_text
from app.files.table_rows import Cell, row_lines


@dataclass(slots=True)
class Paragraphs:
    """One stream of paragraphs, with the tables they stand in.

    Attributes:
        lines: what is done.
        pieces: the paragraph under way, and `label` its list number.
        boxes: lines of text boxes that come after it.
        note: the number of the note this becomes, from 0.
    """

    lines: list[str] = field(default_factory=list[str])
    pieces: list[str] = field(default_factory=list[str])
    label: str = ""
    boxes: list[str] = field(default_factory=list[str])
    note: int = -1
    _cell: Cell = field(default_factory=Cell)
    _row: list[Cell] = field(default_factory=list[Cell])
    _inner_cell: Cell = field(default_factory=Cell)
    _inner_row: list[Cell] = field(default_factory=list[Cell])

    def end_paragraph(self, depth: int) -> bool:
        """The paragraph is done.

        Args:
            depth: in how many tables it stands.

        Returns:
            Whether it has a number from a list.
        """
        text = "".join(self.pieces).rstrip()
        self.pieces.clear()
        label, self.label = self.label, ""
        text, is_numbered = numbered_text((label, "tab"), text)
        if depth > 1:
            target = self._inner_cell.lines
        elif depth:
            target = self._cell.lines
        else:
            self.end_row()  # of a table that lacks its last mark
            target = self.lines
        if text.strip():
            target.append(text)
        target.extend(self.boxes)
        self.boxes.clear()
        return is_numbered

    def end_cell(self) -> None:
        self.end_inner_row()
        self._row.append(self._cell)
        self._cell = Cell()

    def end_inner_cell(self) -> None:
        self._inner_row.append(self._inner_cell)
        self._inner_cell = Cell()

    def end_inner_row(self) -> None:
        """The row of a table inside a cell is done."""
        if self._inner_cell.lines:
            self.end_inner_cell()
        if self._inner_row:
            self._cell.lines.extend(row_lines(self._inner_row))
            self._cell.holds_table = True
            self._inner_row = []

    def end_row(self) -> None:
        self.end_inner_row()
        if self._cell.lines:
            self._row.append(self._cell)
            self._cell = Cell()
        if self._row:
            self.lines.extend(row_lines(self._row))
            self._row = []
