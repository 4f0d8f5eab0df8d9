"""How the shown paragraphs are set: fonts, fixed line heights, indents (look.md §4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextOption,
    QTextTableFormat,
)

from app.ui.reader.document import DisplayMap, Paragraph, Role
from app.ui.theme import Look

BODY_PX = 16
LINE_HEIGHT = 1.75
PAD_LEFT, PAD_RIGHT, PAD_TOP, PAD_BOTTOM = 6, 10, 10, 200
LARGEST_MEASURE = 40
"""Characters of a line, also in a wide pane."""

_TITLE, _H2, _H3, _H4 = (20, 700), (18, 700), (16, 600), (16, 600)
TABLE_PX = 15


@dataclass(frozen=True, slots=True)
class Measures:
    """Pixel measures of the text at one zoom.

    Attributes:
        px: em of the body text.
        line: height of a body line.
        lane, pitch: thickness and distance of the lanes under a line.
    """

    px: int
    line: int
    lane: float
    pitch: float

    @classmethod
    def at(cls, zoom: int, look: Look) -> Measures:
        """Measures at a zoom in percent (60..300)."""
        px = max(8, round(BODY_PX * zoom / 100))
        line = round(px * LINE_HEIGHT)
        pitch = 3 * px / BODY_PX
        lane = 2 * px / BODY_PX
        if look.name == "contrast":
            pitch, lane = 3.5 * px / BODY_PX, 3 * px / BODY_PX
        elif 14 <= px <= 18:
            pitch, lane = 3.0, 2.0
        return cls(px, line, lane, pitch)


def typeset(document: QTextDocument, display: DisplayMap, look: Look, measures: Measures) -> None:
    """Fill the document: the text in one stroke, then the paragraphs that differ from body."""
    px = measures.px
    document.setUndoRedoEnabled(False)
    document.clear()
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(look, px, 400))
    document.setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    frame = document.rootFrame().frameFormat()
    frame.setLeftMargin(PAD_LEFT)
    frame.setRightMargin(PAD_RIGHT)
    frame.setTopMargin(PAD_TOP)
    frame.setBottomMargin(PAD_BOTTOM)
    document.rootFrame().setFrameFormat(frame)
    body = _block(measures.line, indent=2 * px, below=6 * px / BODY_PX)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setBlockFormat(body)
    _insert(cursor, display, body, _grid_format(look, measures))
    styles = _Styles(look, measures)
    for number, paragraph in enumerate(display.paragraphs):
        if paragraph.role is not Role.BODY or paragraph.heading_end > paragraph.span.start:
            _style(cursor, display, number, styles)
    cursor.endEditBlock()


def typeset_anew(
    document: QTextDocument,
    display: DisplayMap,
    look: Look,
    measures: Measures,
    numbers: Sequence[int],
) -> None:
    """Set some paragraphs (no cells of tables) of the same text in another way, where they stand."""
    body = _block(measures.line, indent=2 * measures.px, below=6 * measures.px / BODY_PX)
    plain = _characters(look, measures.px, 400)
    styles = _Styles(look, measures)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for number in numbers:
        cursor.setPosition(display.block_starts[number])
        cursor.setBlockFormat(body)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(plain)
        _style(cursor, display, number, styles)
    cursor.endEditBlock()


def _style(cursor: QTextCursor, display: DisplayMap, number: int, styles: _Styles) -> None:
    """Give a paragraph that is set as body the form of its role."""
    paragraph = display.paragraphs[number]
    cursor.setPosition(display.block_starts[number])
    if paragraph.role is not Role.BODY:
        block, characters = styles.of(paragraph)
        cursor.setBlockFormat(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(characters)
    elif paragraph.heading_end > paragraph.span.start:
        end = display.to_display(paragraph.heading_end)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(styles.run_in)


def _insert(
    cursor: QTextCursor, display: DisplayMap, body: QTextBlockFormat, grid: QTextTableFormat
) -> None:
    """All the text: running paragraphs in one stroke each, tables cell by cell."""
    paragraphs = display.paragraphs
    for is_table, run in groupby(
        range(len(paragraphs)), key=lambda number: paragraphs[number].cell is not None
    ):
        numbers = list(run)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if is_table:
            _insert_table(cursor, display, numbers, grid)
        else:
            cursor.setBlockFormat(body)  # what follows a table begins without one
            spans = (paragraphs[number].span for number in numbers)
            cursor.insertText("\n".join(span.of(display.text) for span in spans))


def _insert_table(
    cursor: QTextCursor, display: DisplayMap, numbers: Sequence[int], form: QTextTableFormat
) -> None:
    cells = [cell for n in numbers if (cell := display.paragraphs[n].cell) is not None]
    shape = cells[0].grid
    table = cursor.insertTable(shape.rows, shape.columns, form)
    for cell in cells:
        if cell.across > 1:
            table.mergeCells(cell.row, cell.column, 1, cell.across)
    for number in numbers:  # in order: what lies before a cell is whole by then
        cursor.setPosition(display.block_starts[number])
        cursor.insertText(display.paragraphs[number].span.of(display.text))


def _grid_format(look: Look, measures: Measures) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setBorderCollapse(True)
    form.setBorder(1)
    form.setBorderBrush(look.line2)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setCellSpacing(0)
    form.setCellPadding(round(5 * measures.px / BODY_PX))
    form.setTopMargin(round(4 * measures.px / BODY_PX))
    form.setBottomMargin(round(12 * measures.px / BODY_PX))
    return form


class _Styles:
    """Formats of every role that is not plain body, made once."""

    def __init__(self, look: Look, measures: Measures) -> None:
        px = measures.px
        scale = px / BODY_PX

        def heading(
            size: int, weight: int, above: float, below: float, level: int
        ) -> tuple[QTextBlockFormat, QTextCharFormat]:
            block = _block(round(size * scale * 1.6), above=above * scale, below=below * scale)
            block.setHeadingLevel(level)
            return block, _characters(look, round(size * scale), weight)

        self._title = heading(*_TITLE, 4, 12, 1)
        self._title[0].setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._headings = (
            heading(*_H2, 14, 6, 2),
            heading(*_H3, 8, 4, 3),
            heading(*_H4, 4, 4, 4),
        )
        signature = _block(measures.line, below=2 * scale)
        signature.setAlignment(Qt.AlignmentFlag.AlignRight)
        plain = _characters(look, px, 400)
        cell = _block(round(TABLE_PX * scale * 1.5))
        in_table = round(TABLE_PX * scale)
        furniture = _block(round(22 * scale), below=2 * scale)
        small = QTextCharFormat()
        font = QFont(look.font(13))
        font.setPixelSize(max(9, round(13 * scale)))
        small.setFont(font)
        small.setForeground(look.text3)
        self._others = {
            Role.SIGNATURE: (signature, plain),
            Role.TABLE: (cell, _characters(look, in_table, 400)),
            Role.FURNITURE: (furniture, small),
        }
        self._head = (cell, _characters(look, in_table, 600))
        figure = QTextBlockFormat(cell)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._figure = (figure, _characters(look, in_table, 400))
        self.run_in = _characters(look, px, _H4[1])

    def of(self, paragraph: Paragraph) -> tuple[QTextBlockFormat, QTextCharFormat]:
        if paragraph.role is Role.TITLE:
            return self._title
        if paragraph.role is Role.HEADING:
            return self._headings[min(paragraph.level, 3) - 1]
        if paragraph.cell is not None and paragraph.cell.is_head:
            return self._head
        if paragraph.cell is not None and paragraph.cell.is_figure:
            return self._figure
        return self._others[paragraph.role]


def _block(line: int, *, indent: float = 0, above: float = 0, below: float = 0) -> QTextBlockFormat:
    block = QTextBlockFormat()
    # A fixed height does not depend on the ascent and descent of the font that was found.
    block.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block.setTextIndent(indent)
    block.setTopMargin(round(above))
    block.setBottomMargin(round(below))
    return block


def _font(look: Look, px: int, weight: int) -> QFont:
    font = QFont(look.font(BODY_PX, bold=weight > 400, serif=True))
    font.setPixelSize(px)
    if weight >= 700:
        font.setWeight(QFont.Weight.Bold)
    return font


def _characters(look: Look, px: int, weight: int) -> QTextCharFormat:
    characters = QTextCharFormat()
    characters.setFont(_font(look, px, weight))
    return characters


def selected_range(cursor: QTextCursor) -> tuple[int, int]:
    """First and last position of what is selected; cells are selected whole, as Qt shows them."""
    table = cursor.currentTable()
    if table is None or not cursor.hasComplexSelection():
        return cursor.selectionStart(), cursor.selectionEnd()
    chosen: Any = cursor.selectedTableCells()  # the stubs say object; it is four numbers
    row, rows, column, columns = chosen
    first = table.cellAt(row, column)
    last = table.cellAt(row + rows - 1, column + columns - 1)
    return first.firstPosition(), last.lastPosition()
