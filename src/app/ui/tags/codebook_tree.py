"""The tree of the codebook editor: wide rows with columns, several of them chosen at once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from app.domain.tag import Tag, TagKind
from app.ui.controls import Ground
from app.ui.painting import RowState, draw_text, key_cap, row_ground, swatch
from app.ui.tags.tag_model import COUNT_ROLE, OWN_ROLE, TAG_ROLE
from app.ui.tags.tag_tree import KEY_COLUMN, TagRow, TagTree
from app.ui.theme import Look

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
COLUMNS = (("short", 92), ("kind", 52), ("slot", 52), ("own", 48), ("total", 56))
"""Columns from the left of the right part, and their widths at 100 %."""

EDGE = 14


def column_words() -> dict[str, str]:
    """The names of the columns at the right."""
    return {
        "short": translate("CodebookTree", "简称"),
        "kind": translate("CodebookTree", "种类"),
        "slot": translate("CodebookTree", "数字键"),
        "own": translate("CodebookTree", "本身"),
        "total": translate("CodebookTree", "连下级"),
    }


def kind_words() -> dict[TagKind, str]:
    return {
        TagKind.TOPIC: translate("CodebookTree", "主题"),
        TagKind.STRUCTURE: translate("CodebookTree", "结构"),
        TagKind.EVALUATION: translate("CodebookTree", "评价"),
    }


def column_places(look: Look, width: float) -> dict[str, tuple[float, float]]:
    """Left edge and width of each column in a row of this width; its words have room."""
    words = column_words()
    right = width - EDGE
    found: dict[str, tuple[float, float]] = {}
    for name, least in reversed(COLUMNS):
        inside = kind_words().values() if name == "kind" else ()
        longest = max(look.width(said, 13) for said in (words[name], *inside))
        wide = max(float(look.px(least)), longest + 12)
        found[name] = (right - wide, wide)
        right -= wide
    return found


class ColumnHeads(Ground):
    """The names of the columns, above the rows."""

    def __init__(self, look: Look, view: TagTree) -> None:
        super().__init__(look, "chrome", "b", height=30)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        p, look = QPainter(self), self.look
        names = column_words()
        height = self.height() - 1
        places = column_places(look, self._view.viewport().width())
        left = places["short"][0]
        room = QRectF(KEY_COLUMN + 10, 0, left - KEY_COLUMN - 14, height)
        draw_text(p, look, room, self.tr("编码和名称"), 13, look.text2)
        for name, (x, width) in places.items():
            align = Qt.AlignmentFlag.AlignLeft
            if name in {"own", "total"}:
                align = Qt.AlignmentFlag.AlignRight
            draw_text(
                p, look, QRectF(x, 0, width, height), names[name], 13, look.text2, align=align
            )


class WideRow(TagRow):
    """Chevron, swatch, code, name; then short name, kind, number key and counts."""

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, view = self.look, self._view
        tag: Tag | None = index.data(TAG_ROLE)
        if tag is None:
            return
        state = RowState(option)
        width = view.viewport().width()
        rect = QRectF(0, state.rect.y(), width, state.rect.height())
        row_ground(
            p, look, rect,
            selected=state.selected, hovered=state.hovered,
            focused=state.focused and view.rings,
        )  # fmt: skip
        places = column_places(look, width)
        middle = rect.center().y()
        x = view.key_left(index)
        self._paint_chevron(p, x, middle, index)
        x += look.px(KEY_COLUMN)
        swatch(p, look, x, middle, tag.colour, tag.kind)
        x += look.px(17)
        right = places["short"][0] - 8
        ink = look.text3 if tag.retired else look.text
        if tag.retired:
            words = self.tr("停用")
            room = look.width(words, 12)
            draw_text(
                p,
                look,
                QRectF(right - room, rect.y(), room + 1, rect.height()),
                words,
                12,
                look.warn,
            )
            right -= room + 8
        if tag.code:
            box = QRectF(x, rect.y(), right - x, rect.height())
            x += draw_text(p, look, box, tag.code, 12, look.text3) + 6
        box = QRectF(x, rect.y(), right - x, rect.height())
        draw_text(p, look, box, tag.name, 13, ink, bold=state.selected)
        self._paint_columns(p, rect, tag, index, places)

    def _paint_chevron(self, p: QPainter, x: float, middle: float, index: Index) -> None:
        if index.model().hasChildren(index):
            look, side = self.look, self.look.px(14)
            name = "chevron-down" if self._view.isExpanded(index) else "chevron-right"
            place = QRectF(x + (look.px(KEY_COLUMN) - side) / 2 - 2, middle - side / 2, side, side)
            p.drawPixmap(place.topLeft(), look.pixmap(name, look.text2, 14))

    def _paint_columns(
        self, p: QPainter, rect: QRectF, tag: Tag, index: Index,
        places: dict[str, tuple[float, float]],
    ) -> None:  # fmt: skip
        look = self.look

        def cell(name: str) -> QRectF:
            x, width = places[name]
            return QRectF(x, rect.y(), width, rect.height())

        draw_text(p, look, cell("short").adjusted(0, 0, -6, 0), tag.short_name, 13, look.text2)
        draw_text(p, look, cell("kind"), kind_words()[tag.kind], 13, look.text2)
        if tag.slot is not None:
            key_cap(p, look, places["slot"][0] + look.px(18), rect.center().y(), str(tag.slot))
        right = Qt.AlignmentFlag.AlignRight
        own, total = index.data(OWN_ROLE), index.data(COUNT_ROLE)
        for name, count, ink in (("own", own, look.text), ("total", total, look.text3)):
            draw_text(p, look, cell(name), str(count) if count else "·", 13, ink, align=right)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        super().updateEditorGeometry(editor, option, index)
        places = column_places(self.look, self._view.viewport().width())
        editor.setFixedWidth(int(places["short"][0]) - 10 - editor.x())


class CodebookTree(TagTree):
    """Rows that are chosen together, and moved, recoloured, merged or deleted together."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, ground="page")
        self.chooses_several = True
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(WideRow(look, self))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Names are changed where they stand; there is no selection in the text to tag."""
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.edit(index)
