"""The outline of the active report: where one is, and a click to be elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.domain.report import Section, SectionKind
from app.ui.controls import Ground, Words, column, row
from app.ui.focus import RingedView
from app.ui.library.library_model import Index
from app.ui.painting import RowState, draw_text, row_ground
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

SECTION_ROLE = Qt.ItemDataRole.UserRole
NUMBER_ROLE = Qt.ItemDataRole.UserRole + 1
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
SIGN_ROLE = Qt.ItemDataRole.UserRole + 3
JUDGE = 20
"""Side of the two signs by which an uncertain heading is confirmed or refused."""

HEIGHT, INDENT = 28, 14
SIGN, ROOM_FOR_WORDS = 14, 232
ACCESSIBLE_ROLE = Qt.ItemDataRole.AccessibleTextRole


class Tie(Enum):
    """Whether a section has a counterpart in the reports beside."""

    SURE = "link"
    MAYBE = "link-maybe"
    PINNED = "pin"
    NONE = "unlinked"


@dataclass(frozen=True, slots=True)
class Sign:
    """What a row says of its counterparts; `words` for tool tip and screen reader."""

    tie: Tie
    words: str


class OutlineRow(QStyledItemDelegate):
    """Chevron where there is something below, heading, number of annotations, counterpart."""

    def __init__(self, look: Look, view: OutlineTree) -> None:
        super().__init__(view)
        self.look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.look.px(HEIGHT))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self.look, RowState(option)
        section: Section = index.data(SECTION_ROLE)
        rect = QRectF(0, state.rect.y(), self._view.viewport().width(), state.rect.height())
        row_ground(
            p, look, rect,
            selected=state.selected, hovered=state.hovered,
            focused=state.focused and self._view.rings,
        )  # fmt: skip
        depth = _depth(index)
        x = 10 + depth * look.px(INDENT)
        if index.model().hasChildren(index):
            name = "chevron-down" if self._view.isExpanded(index) else "chevron-right"
            side = look.px(14)
            mark = look.pixmap(name, look.text3, 14)
            p.drawPixmap(QPointF(x - 1, rect.center().y() - side / 2), mark)
        x += look.px(16)
        right = self._paint_sign(p, rect, index.data(SIGN_ROLE))
        count: int = index.data(COUNT_ROLE) or 0
        if count:
            box = QRectF(x, rect.y(), right - x, rect.height())
            draw_text(p, look, box, str(count), 12, look.text3, align=Qt.AlignmentFlag.AlignRight)
            right -= look.width(str(count), 12) + 8
        words = section.label + section.heading
        if not section.is_sure:
            words += " ?"
            if state.hovered or state.selected:
                right = self._paint_question(p, rect)
        ink = look.text if state.selected or depth == 0 else look.text2
        box = QRectF(x, rect.y(), right - x, rect.height())
        draw_text(p, look, box, words, 13, ink, bold=state.selected)

    def _paint_question(self, p: QPainter, rect: QRectF) -> float:
        """Yes and no, at the right end over everything else. Returns: where they begin."""
        look = self.look
        for number, (name, ink) in enumerate((("ok", look.ok), ("close", look.danger))):
            box = judge_box(look, rect, number)
            p.setPen(look.line2)
            p.setBrush(look.page)
            p.drawRoundedRect(box, 3, 3)
            side = look.px(14)
            p.drawPixmap(
                QPointF(box.center().x() - side / 2, box.center().y() - side / 2),
                look.pixmap(name, ink, 14),
            )
        return judge_box(look, rect, 0).x() - 4

    def _paint_sign(self, p: QPainter, rect: QRectF, sign: Sign | None) -> float:
        """Whether there is a counterpart, at the right end. Returns: where it begins."""
        look, right = self.look, rect.right() - 12
        if sign is None:
            return right
        if sign.tie is Tie.NONE and rect.width() >= look.px(ROOM_FOR_WORDS):
            box = QRectF(rect.x(), rect.y(), right - rect.x(), rect.height())
            words = self.tr("无对应")
            draw_text(p, look, box, words, 12, look.text3, align=Qt.AlignmentFlag.AlignRight)
            return right - look.width(words, 12) - 8
        side = look.px(SIGN)
        ink = look.accent if sign.tie is Tie.PINNED else look.text3
        p.drawPixmap(
            QPointF(right - side, rect.center().y() - side / 2),
            look.pixmap(sign.tie.value, ink, SIGN),
        )
        return right - side - 6


def judge_box(look: Look, row: QRectF, number: int) -> QRectF:
    """Where yes (0) and no (1) stand in a row."""
    side = look.px(JUDGE)
    right = row.right() - 8 - (1 - number) * (side + 4)
    return QRectF(right - side + 0.5, row.center().y() - side / 2 + 0.5, side - 1, side - 1)


def _depth(index: Index) -> int:
    depth, above = 0, index.parent()
    while above.isValid():
        depth, above = depth + 1, above.parent()
    return depth


class OutlineTree(RingedView, QTreeView):
    """A click or Enter jumps; a click on a chevron opens or closes, on a link it goes to both.

    Signals:
        jumped, tie_pressed, removed: number of the section.
        menu_wished: number of the section, global position.
        moved: number of the section, a level up (−1) or down (1).
        judged: number of an uncertain section, whether it is one.
    """

    jumped = Signal(int)
    tie_pressed = Signal(int)
    menu_wished = Signal(int, QPoint)
    moved = Signal(int, int)
    removed = Signal(int)
    judged = Signal(int, bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setItemDelegate(OutlineRow(look, self))
        self.clicked.connect(self._jump)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.dock)
        self.setPalette(palette)
        self.scheduleDelayedItemsLayout()

    def _jump(self, index: Index) -> None:
        number: int | None = index.data(NUMBER_ROLE)
        if number is not None:
            self.jumped.emit(number)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            index = self.indexAt(event.position().toPoint())
            left = 10 + _depth(index) * self.look.px(INDENT)
            on_chevron = left - 4 <= event.position().x() < left + self.look.px(16)
            if index.isValid() and self.model().hasChildren(index) and on_chevron:
                self.setExpanded(index, not self.isExpanded(index))
                return True
            answer = self._answer_at(event.position())
            if event.button() == Qt.MouseButton.LeftButton and answer is not None:
                self.judged.emit(index.data(NUMBER_ROLE), answer)
                return True
            if event.button() == Qt.MouseButton.LeftButton and self._is_on_tie(event.position()):
                self.tie_pressed.emit(index.data(NUMBER_ROLE))
                return True
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            hand = Qt.CursorShape.PointingHandCursor
            on_tie = (
                self._is_on_tie(event.position()) or self._answer_at(event.position()) is not None
            )
            self.viewport().setCursor(hand if on_tie else Qt.CursorShape.ArrowCursor)
        return super().viewportEvent(event)

    def _answer_at(self, point: QPointF) -> bool | None:
        """Yes or no, where these stand at a point of an uncertain heading."""
        index = self.indexAt(point.toPoint())
        section: Section | None = index.data(SECTION_ROLE)
        if section is None or section.is_sure:
            return None
        rect = QRectF(self.visualRect(index))
        rect = QRectF(0, rect.y(), self.viewport().width(), rect.height())
        for number, answer in enumerate((True, False)):
            if judge_box(self.look, rect, number).adjusted(-2, -2, 2, 2).contains(point):
                return answer
        return None

    def _is_on_tie(self, point: QPointF) -> bool:
        sign: Sign | None = self.indexAt(point.toPoint()).data(SIGN_ROLE)
        left = self.viewport().width() - 16 - self.look.px(SIGN)
        return sign is not None and sign.tie is not Tie.NONE and point.x() >= left

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By mouse at the pointer, by keyboard at the current row."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        number: int | None = index.data(NUMBER_ROLE)
        if number is not None:
            at = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wished.emit(number, self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number: int | None = self.currentIndex().data(NUMBER_ROLE)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)  # Alt as in Word
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._jump(self.currentIndex())
        elif number is not None and step and is_shifted:
            self.moved.emit(number, step)
        elif number is not None and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(number)
        else:
            super().keyPressEvent(event)


class OutlineDock(Ground):
    """The lower part of the left dock.

    Signals:
        jumped: index of a section in the report's outline.
        tie_pressed: the same; it and its counterparts are wished beside each other.
        menu_wished: the same, and where, globally.
        folded: indices of the sections that a person closed.
        moved, removed, judged: as of the tree.
    """

    jumped = Signal(int)
    tie_pressed = Signal(int)
    menu_wished = Signal(int, QPoint)
    folded = Signal(object)
    moved = Signal(int, int)
    removed = Signal(int)
    judged = Signal(int, bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", parent=parent)
        self.model = QStandardItemModel(self)
        self._sections: Sequence[Section] = ()
        self._by_hand: frozenset[int] = frozenset()
        self._items: dict[int, QStandardItem] = {}
        self.counts: dict[int, int] = {}
        self.title = Words(look, self.tr("目录"), bold=True, height=36)
        self.empty = Words(
            look, px=13, role="text3", height=60, align=Qt.AlignmentFlag.AlignHCenter
        )
        self.tree = OutlineTree(look, self)
        self.tree.setModel(self.model)
        self.tree.setAccessibleName(self.tr("目录"))
        head = Ground(look, "dock", height=36)
        row(head, self.title, margins=(12, 0, 4, 0))
        layout = column(self, head, self.empty, self.tree, None)
        layout.setStretch(2, 1)  # the tree takes all there is; without it the head stays on top
        layout.setStretch(3, 0)
        self.tree.jumped.connect(self.jumped)
        self.tree.tie_pressed.connect(self.tie_pressed)
        self.tree.menu_wished.connect(self.menu_wished)
        self.tree.moved.connect(self.moved)
        self.tree.removed.connect(self.removed)
        self.tree.judged.connect(self.judged)
        self.tree.collapsed.connect(lambda _: self.folded.emit(self.closed()))
        self.tree.expanded.connect(lambda _: self.folded.emit(self.closed()))
        self._say_empty()

    def show_sections(
        self,
        sections: Sequence[Section],
        *,
        has_report: bool = True,
        by_hand: frozenset[int] = frozenset(),
    ) -> None:
        """Show an outline; numbered statements (一是…) are no headings and left out.

        Args:
            sections: in text order.
            has_report: whether there is a report at all.
            by_hand: where the headings begin that a person made, moved or confirmed.
        """
        self._sections, self._by_hand = sections, by_hand
        self._items = {}
        self.model.clear()
        path: list[tuple[int, QStandardItem]] = []
        for number, section in enumerate(sections):
            if section.kind is SectionKind.ITEM:
                continue
            while path and path[-1][0] >= section.level:
                path.pop()
            item = self._item(number, section)
            (path[-1][1] if path else self.model.invisibleRootItem()).appendRow(item)
            path.append((section.level, item))
            self._items[number] = item
        self.tree.expandAll()
        self.empty.setVisible(not self._items)
        self.tree.setVisible(bool(self._items))
        self._say_empty(has_report=has_report)

    def _item(self, number: int, section: Section) -> QStandardItem:
        item = QStandardItem(section.label + section.heading)
        values: tuple[tuple[int, Any], ...] = (
            (SECTION_ROLE, section),
            (NUMBER_ROLE, number),
            (Qt.ItemDataRole.ToolTipRole, self._tip(section)),
        )
        for role, value in values:
            item.setData(value, role)
        return item

    def _tip(self, section: Section) -> str:
        words = section.label + section.heading
        if not section.is_sure:
            percent = round(section.confidence * 100)
            asked = self.tr("可能不是标题（把握 {percent}%）；按 ✓ 是标题，按 ✕ 不是标题")
            return words + "\n" + asked.format(percent=percent)
        if section.span.start in self._by_hand:
            return words + "\n" + self.tr("您改的")
        return words

    def _say_empty(self, *, has_report: bool = False) -> None:
        words = self.tr("没有识别出章节标题") if has_report else self.tr("打开报告后显示目录")
        self.empty.set_text(words)

    def set_current(self, number: int) -> None:
        """Mark the section one is in (or the heading around it); -1 marks none."""
        item = self._heading_around(number)
        if item is None:
            self.tree.clearSelection()
            self.tree.setCurrentIndex(QModelIndex())
            return
        if item.index() != self.tree.currentIndex():
            self.tree.setCurrentIndex(item.index())

    def _heading_around(self, number: int) -> QStandardItem | None:
        if not 0 <= number < len(self._sections):
            return None
        here = self._sections[number].span.start
        for candidate in range(number, -1, -1):
            item = self._items.get(candidate)
            if item is not None and here < self._sections[candidate].span.end:
                return item
        return None

    def set_counts(self, starts: Sequence[int]) -> None:
        """Number of annotations per section, from the sorted starts of all of them."""
        self.counts = {}
        for number, item in self._items.items():
            span = self._sections[number].span
            count = bisect_left(starts, span.end) - bisect_left(starts, span.start)
            self.counts[number] = count
            if item.data(COUNT_ROLE) != count:
                item.setData(count, COUNT_ROLE)

    def set_signs(self, signs: Mapping[int, Sign]) -> None:
        """Say of each heading whether the reports beside have a counterpart; none: no word of it."""
        for number, item in self._items.items():
            sign = signs.get(number)
            if item.data(SIGN_ROLE) != sign:
                section = self._sections[number]
                words = section.label + section.heading
                tip = self._tip(section)
                item.setData(sign, SIGN_ROLE)
                item.setData(f"{tip}\n{sign.words}" if sign else tip, Qt.ItemDataRole.ToolTipRole)
                item.setData(f"{words}；{sign.words}" if sign else None, ACCESSIBLE_ROLE)

    def headings(self) -> list[int]:
        """Indices of the shown headings in the whole outline, in text order."""
        return list(self._items)

    def current_start(self) -> int | None:
        """Where the heading begins that is current, for what is done by keys next."""
        number: int | None = self.tree.currentIndex().data(NUMBER_ROLE)
        return None if number is None else self._sections[number].span.start

    def set_current_start(self, start: int | None) -> None:
        """Make the heading current that begins there, if there still is one."""
        for number in self._items:
            if self._sections[number].span.start == start:
                self.set_current(number)

    def closed_starts(self) -> frozenset[int]:
        """Where the headings begin whose parts are hidden."""
        return frozenset(self._sections[number].span.start for number in self.closed())

    def closed(self) -> list[int]:
        """Indices of the headings whose parts are hidden."""
        return [
            number
            for number, item in self._items.items()
            if item.hasChildren() and not self.tree.isExpanded(item.index())
        ]

    def close_up(self, numbers: Sequence[int]) -> None:
        """Hide the parts of these headings (emits nothing)."""
        self.tree.blockSignals(True)
        for number in numbers:
            item = self._items.get(number)
            if item is not None:
                self.tree.collapse(item.index())
        self.tree.blockSignals(False)
