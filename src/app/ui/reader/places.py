"""Where the blocks of the laid out document are, and the marks in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout

from app.ui.reader.document import DisplayMap
from app.ui.reader.geometry import BlockGeometry, band_of, rects_of
from app.ui.reader.marks import MarkIndex, Placed
from app.ui.reader.typesetting import PAD_BOTTOM, Measures


class Places:
    """Pixels of one layout, in coordinates of the document; kept until forget()."""

    def __init__(
        self, document: QTextDocument, display: DisplayMap, index: MarkIndex, measures: Measures
    ) -> None:
        self._document = document
        self._display, self._index, self._measures = display, index, measures
        self._tops: list[float] | None = None
        self._geometry: dict[int, BlockGeometry] = {}

    def forget(self) -> None:
        """The document has a new layout."""
        self._tops = None
        self._geometry.clear()

    def forget_marks(self, block: int | None = None) -> None:
        """The marks of one block (or of all) changed."""
        if block is None:
            self._geometry.clear()
        else:
            self._geometry.pop(block, None)

    def block(self, number: int) -> QTextBlock:
        return self._document.findBlockByNumber(number)

    def text_layout(self, number: int) -> QTextLayout:
        return self._document.findBlockByNumber(number).layout()

    @property
    def height(self) -> float:
        """Height of the whole document; forces its layout to be complete."""
        return self._document.documentLayout().documentSize().height()

    def tops(self) -> list[float]:
        """Top of every block; forces the layout to be complete."""
        if self._tops is None:
            self._document.documentLayout().documentSize()
            tops: list[float] = []
            block = self._document.begin()
            for paragraph in self._display.paragraphs:
                if paragraph.cell is None:
                    tops.append(block.layout().position().y())
                else:  # a layout inside a table counts from its cell
                    tops.append(self._document.documentLayout().blockBoundingRect(block).y())
                block = block.next()
            self._tops = tops
        return self._tops

    def left(self, number: int) -> float:
        """Where the lines of a block count from, horizontally."""
        block = self.block(number)
        if self._display.paragraphs[number].cell is None:
            return block.layout().position().x()
        return self._document.documentLayout().blockBoundingRect(block).x()

    def number_at(self, y: float) -> int:
        """The block at a height; in a row of a table its first cell."""
        return self._row_start(max(0, bisect_right(self.tops(), y) - 1))

    def _row_start(self, number: int) -> int:
        cell = self._display.paragraphs[number].cell
        while cell is not None and number:
            before = self._display.paragraphs[number - 1].cell
            if before is None or before.grid is not cell.grid or before.row != cell.row:
                break
            number -= 1
        return number

    def y_of(self, unit: int) -> float:
        """Top of the line that holds a position of the document."""
        number = self._display.block_at(unit)
        line = self.text_layout(number).lineForTextPosition(
            unit - self._display.block_starts[number]
        )
        return self.tops()[number] + (line.y() if line.isValid() else 0.0)

    def band_top(self, unit: int) -> float:
        """Top of the coloured band of the line that holds a position of the document."""
        number = self._display.block_at(unit)
        line = self.text_layout(number).lineForTextPosition(
            unit - self._display.block_starts[number]
        )
        inside = band_of(line, self._measures.px)[0] if line.isValid() else 0.0
        return self.tops()[number] + inside

    def blocks_between(self, top: float, bottom: float) -> Iterator[tuple[int, float]]:
        """Number and top of the blocks in a stretch, and of the one before: lanes hang below."""
        tops = self.tops()
        number = self._row_start(max(0, self.number_at(top) - 1))
        while number < len(tops) and tops[number] <= bottom:
            yield number, tops[number]
            number += 1

    def geometry_of(self, number: int) -> BlockGeometry:
        found = self._geometry.get(number)
        if found is None:
            found = self._geometry[number] = BlockGeometry(
                self.text_layout(number),
                self._display.block_starts[number],
                self._index.in_block(number),
                self._measures,
                joins=number == self._row_start(number),
            )
        return found

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Bands of a range of the document, one per line."""
        found: list[QRectF] = []
        starts = self._display.block_starts
        for number in range(self._display.block_at(start), bisect_left(starts, end)):
            layout = self.text_layout(number)
            origin, x = starts[number], self.left(number)
            for rect in rects_of(layout, start - origin, end - origin, self._measures.px):
                found.append(rect.translated(x, self.tops()[number]))  # noqa: PERF401 - a hot loop over two lists reads better so
        return found

    def stretch_of(self, blocks: set[int]) -> tuple[float, float]:
        """Top and bottom of some blocks, with what hangs below the last."""
        tops = self.tops()
        end = max(blocks) + 1
        while end < len(tops) and tops[end] <= tops[end - 1]:  # the rest of a row
            end += 1
        bottom = tops[end] if end < len(tops) else self.height
        return tops[min(blocks)] - 2, bottom + self._measures.line

    def marks_at(self, point: QPointF) -> list[Placed]:
        """Marks at a point, the shortest first; their lanes count as part of them."""
        found: list[Placed] = []
        reach = 3 * self._measures.pitch
        for number, top in self.blocks_between(point.y(), point.y()):
            x = point.x() - self.left(number)
            for placed, rects in self.geometry_of(number).bands:
                if any(r.adjusted(0, 0, 0, reach).contains(x, point.y() - top) for r in rects):
                    found.append(placed)
        return sorted(found, key=lambda p: p.length)

    def parts_of(self, units: Iterable[int]) -> list[float]:
        """Where positions lie in the whole document, 0..1, each by its block's height."""
        tops, starts = self.tops(), self._display.block_starts
        whole = max(1.0, self.height)
        ends = [*tops[1:], whole - PAD_BOTTOM]
        nexts = [*starts[1:], self._display.length + 1]
        parts: list[float] = []
        for unit in units:
            k = max(0, bisect_right(starts, unit) - 1)
            inside = (unit - starts[k]) / max(1, nexts[k] - starts[k])
            parts.append((tops[k] + (ends[k] - tops[k]) * inside) / whole)
        return parts
