"""The recognised outline beside the text it was found in: to see whether it is right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.anchor import Span
from app.domain.report import ParsedReport, Section, SectionKind
from app.text.offsets import OffsetMap
from app.ui.focus import RingedText, RingedView
from app.ui.painting import RowState, draw_text, row_ground
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
PLACE = Qt.ItemDataRole.UserRole
SECTION = Qt.ItemDataRole.UserRole + 1

MOST_MARKED = 3000
"""Headings made bold; of more, only the outline shows the others."""


class OutlineRow(QStyledItemDelegate):
    """A heading at its depth; one that is not sure has a question mark."""

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.look.px(28))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self.look, RowState(option)
        section: Section = index.data(SECTION)
        rings: bool = self._view.rings  # pyright: ignore[reportAttributeAccessIssue] - of our own view
        focused = state.focused and rings
        row_ground(
            p, look, state.rect, selected=state.selected, hovered=state.hovered, focused=focused
        )
        box = state.rect.adjusted(12 + 14 * (section.level - 1), 0, -10, 0)
        unsure = not section.is_sure
        if unsure:
            box.setRight(box.right() - look.px(16))
            sign = state.rect.adjusted(0, 0, -10, 0)
            draw_text(p, look, sign, "?", 13, look.warn, align=Qt.AlignmentFlag.AlignRight)
        ink = look.warn if unsure else look.text if section.level == 1 else look.text2
        draw_text(p, look, box, section.label + section.heading, 13, ink)


class OutlineList(RingedView, QListWidget):
    """The headings; Enter or a click goes to one in the text."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setItemDelegate(OutlineRow(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("识别出的目录"))
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.dock)
        self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.itemActivated.emit(self.currentItem())
            return
        self.rings = True
        super().keyPressEvent(event)


class TextLines(RingedText, QPlainTextEdit):
    """The text as it was read, one block to a line; nothing can be changed in it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("读出的文字"))
        self.document().setDocumentMargin(12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.rings = True
        super().keyPressEvent(event)


class OutlineAndText(QWidget):
    """Outline at the left, text at the right; a click at the left scrolls the right.

    Headings are bold. What is hidden as furniture of the page is grey and slanted.

    Signals:
        moved: the splitter was moved.
    """

    moved = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._parsed: ParsedReport | None = None
        self._starts: list[int] = []
        self._places: list[int] = []
        self._offsets = OffsetMap("")
        self.outline = OutlineList(look)
        self.lines = TextLines(look)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.outline)
        self.splitter.addWidget(self.lines)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([200, 460])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.outline.itemClicked.connect(self._go)
        self.outline.itemActivated.connect(self._go)
        self.lines.verticalScrollBar().valueChanged.connect(self._follow)
        self.splitter.splitterMoved.connect(lambda *_: self.moved.emit())
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        look = self.look
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, look.page)
        self.lines.setPalette(palette)
        self.lines.setFont(look.font(15, serif=True))
        self.splitter.setStyleSheet(f"QSplitter::handle{{background:{look.line.name()}}}")
        if self._parsed is not None:
            parsed, self._parsed = self._parsed, None
            self.show_report(parsed)

    def show_report(self, parsed: ParsedReport | None) -> None:
        """Show a file; the same again changes nothing."""
        if parsed is self._parsed:
            return
        self._parsed = parsed
        self.outline.clear()
        self.lines.setPlainText(parsed.text if parsed else "")
        if parsed is None:
            return
        self._starts = [0, *(k + 1 for k, c in enumerate(parsed.text) if c == "\n")]
        self._offsets = OffsetMap(parsed.text)
        headings = [s for s in parsed.sections if s.kind is not SectionKind.ITEM]
        self._places = [section.span.start for section in headings]
        for section in headings:
            item = QListWidgetItem()
            item.setData(PLACE, section.span.start)
            item.setData(SECTION, section)
            words = section.label + section.heading
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip(words)
            self.outline.addItem(item)
        self._format(parsed, headings)
        self.go_to(parsed.body.start)

    def _format(self, parsed: ParsedReport, headings: Sequence[Section]) -> None:
        cursor = QTextCursor(self.lines.document())
        cursor.beginEditBlock()
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        for section in headings[:MOST_MARKED]:
            self._merge(cursor, section.heading_span, bold)
        hidden = QTextCharFormat()
        hidden.setForeground(self.look.text3)
        hidden.setFontItalic(True)
        for span in parsed.furniture:
            self._merge(cursor, span, hidden)
        cursor.endEditBlock()

    def _merge(self, cursor: QTextCursor, span: Span, shape: QTextCharFormat) -> None:
        start, end = self._offsets.span_utf16(span)
        last = self.lines.document().characterCount() - 1
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(shape)

    # --- moving ---

    def _go(self, item: QListWidgetItem) -> None:
        self.go_to(item.data(PLACE))

    def go_to(self, offset: int) -> None:
        """Scroll so that a place of the text stands at the top."""
        line = max(0, bisect_right(self._starts, offset) - 1)
        block = self.lines.document().findBlockByNumber(line)
        cursor = QTextCursor(block)
        self.lines.setTextCursor(cursor)
        self.lines.verticalScrollBar().setValue(block.firstLineNumber())
        self._follow()

    def top(self) -> int:
        """The place of the text at the top of the view."""
        number = self.lines.firstVisibleBlock().blockNumber()
        return self._starts[number] if 0 <= number < len(self._starts) else 0

    def _follow(self) -> None:
        """The outline shows in which section the text is."""
        if not self._places:
            return
        row = bisect_right(self._places, self.top()) - 1
        if row != self.outline.currentRow() and not self.outline.hasFocus():
            self.outline.setCurrentRow(row)
