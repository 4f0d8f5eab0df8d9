"""Import review: what was understood of each file, corrected before anything is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import UnreadableFile
from app.ui.controls import BY_KEY, Button, Field, Ground, Rule, Words, row
from app.ui.library.evidence import Evidence, is_valid
from app.ui.library.review_model import COLUMNS, ITEM_ROLE, ReviewItem, ReviewModel, Verdict
from app.ui.painting import RowState, draw_text, panel
from app.ui.search.facets import paint_check
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look
from app.workspace.importing import Examined

Index = QModelIndex | QPersistentModelIndex
WIDTHS = {"chosen": 36, "file": 196, "organisation": 146, "level": 116, "year": 66, "headings": 64}

RESULT_LEAST, NAME_LEAST = 150, 96
"""Widths that the result keeps, and to which the names give way."""


class ReviewCell(QStyledItemDelegate):
    """Cells of the review; an uncertain value stands in a framed, tinted cell."""

    def __init__(
        self,
        look: Look,
        view: ReviewTable,
        levels: Mapping[str, str],
        verdict_words: Callable[[ReviewItem], str],
    ) -> None:
        super().__init__(view)
        self.look, self._view = look, view
        self._levels, self._verdict_words = levels, verdict_words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.look.px(34))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self.look, RowState(option)
        rect, item = state.rect, index.data(ITEM_ROLE)
        column = COLUMNS[index.column()]
        if state.selected:
            p.fillRect(rect, look.selected)
            if index.column() == 0:
                p.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), look.accent)
        elif state.hovered:
            p.fillRect(rect, look.hover)
        p.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), look.line)
        self._paint_ring(p, rect, index)
        box = rect.adjusted(10, 0, -8, 0)
        ink = look.text if item.can_import else look.text3
        if column == "chosen":
            side = look.px(16)
            place = QRectF(rect.x() + 10, rect.center().y() - side / 2, side, side)
            paint_check(p, look, place, checked=item.chosen, enabled=item.can_import)
        elif column == "file":
            middle = Qt.TextElideMode.ElideMiddle
            draw_text(p, look, box, item.examined.file, 14, ink, elide=middle)
        elif column == "headings":
            words = self.tr("{count} 节").format(count=item.headings) if item.parsed else "—"
            draw_text(p, look, box, words, 14, ink, align=Qt.AlignmentFlag.AlignRight)
        elif column == "result":
            self._paint_verdict(p, box, item)
        else:
            if column in item.uncertain and item.can_import:
                panel(p, rect.adjusted(2, 2, -4, -3), look.warnSoft, 4, look.warn)
            value = item.value(column).value or "—"
            shown = self._levels.get(value, value) if column == "level" else value
            draw_text(p, look, box, shown, 14, ink)

    def _paint_ring(self, p: QPainter, rect: QRectF, index: Index) -> None:
        """The focus ring round the whole row, drawn cell by cell."""
        view = self._view
        if not (view.rings and view.hasFocus() and index.row() == view.currentIndex().row()):
            return
        ink = self.look.focus
        p.fillRect(QRectF(rect.x(), rect.y(), rect.width(), 2), ink)
        p.fillRect(QRectF(rect.x(), rect.bottom() - 2, rect.width(), 2), ink)

    def _paint_verdict(self, p: QPainter, box: QRectF, item: ReviewItem) -> None:
        look = self.look
        icon, ink = {
            Verdict.READY: ("ok", look.ok),
            Verdict.UNCERTAIN: ("warning", look.warn),
            Verdict.DUPLICATE: ("duplicate", look.text3),
            Verdict.FAILED: ("warning", look.danger),
        }[item.verdict]
        side = look.px(16)
        p.drawPixmap(QPointF(box.x(), box.center().y() - side / 2), look.pixmap(icon, ink, 16))
        words = ink if item.verdict is not Verdict.READY else look.text
        draw_text(p, look, box.adjusted(side + 6, 0, 0, 0), self._verdict_words(item), 14, words)


class ReviewTable(QTableView):
    """Space or a click on the box chooses a file; arrows move through the files."""

    def __init__(self, look: Look, model: ReviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._review = model
        self.rings = False
        self.setModel(model)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        look, header = self.look, self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(look.px(34))
        header.setFixedHeight(look.px(30))
        self._share_width()
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, look.page)
        self.setPalette(palette)
        header.setStyleSheet(
            f"QHeaderView{{background:{look.chrome.name()};border:none}}"
            f"QHeaderView::section{{background:{look.chrome.name()};color:{look.text2.name()};"
            f"border:none;border-bottom:1px solid {look.line.name()};padding:0 8px 0 10px;"
            f"font-size:{look.px(13)}px;font-family:'{look.ui_family}'}}"
        )

    def _share_width(self) -> None:
        """Columns as wide as they wish, narrower where the result would have no room."""
        wished = {column: self.look.px(width) for column, width in WIDTHS.items()}
        lacking = sum(wished.values()) + self.look.px(RESULT_LEAST) - self.viewport().width()
        for column in ("file", "organisation"):
            less = max(0, min(lacking, wished[column] - self.look.px(NAME_LEAST)))
            wished[column] -= less
            lacking -= less
        for k, column in enumerate(COLUMNS):
            if column in wished:
                self.setColumnWidth(k, wished[column])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _toggle(self, index: QModelIndex) -> None:
        item: ReviewItem | None = index.data(ITEM_ROLE)
        if item is not None:
            self._review.set_chosen(item, not item.chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.rings = False
        super().mousePressEvent(event)
        if index.isValid() and COLUMNS[index.column()] == "chosen":
            self._toggle(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick clicks on a box are two clicks

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.rings = event.reason() in BY_KEY
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)


class ImportReview(QWidget):
    """The content of the import sheet.

    Signals:
        accepted: a list of (ParsedReport, corrections) to store.
        cancelled: nothing is to be stored.
    """

    CHAPTER = "library"

    accepted = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        look: Look,
        examined: Sequence[Examined],
        levels: Mapping[str, str],
        word_error: Callable[[UnreadableFile], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._word_error = word_error
        self.model = ReviewModel(examined, self)
        self.table = ReviewTable(look, self.model)
        self.table.setAccessibleName(self.tr("识别结果"))
        self.table.setItemDelegate(ReviewCell(look, self.table, levels, self._verdict_words))
        self.evidence = Evidence(look, self.model, levels, self._verdict_words)
        self.counts = Words(look, px=14, role="text2")
        self.only_button = Button(look, "", "filter", "normal", checkable=True)
        self.year_field = Field(look, self.tr("年度"))
        self.year_field.setFixedWidth(look.px(64))
        self.year_field.setMaxLength(4)
        self.year_field.setAccessibleName(self.tr("全部设为的年度"))
        self.year_field.setText(self._usual_year())
        self.year_button = Button(look, self.tr("全部设为这一年度"), kind="normal")
        self.cancel_button = Button(look, self.tr("取消"), kind="normal", height=34)
        self.import_button = Button(look, "", "import", "primary", height=34)
        self._lay_out()
        self.only_button.toggled.connect(self.model.show_only_uncertain)
        self.year_button.clicked.connect(self._set_year)
        self.year_field.returnPressed.connect(self._set_year)
        self.cancel_button.clicked.connect(self.cancelled)
        self.import_button.clicked.connect(lambda: self.accepted.emit(self.model.chosen()))
        self.model.chosen_changed.connect(self._count)
        self.model.modelReset.connect(self._choose_first)
        self.table.selectionModel().currentRowChanged.connect(self._show_evidence)
        self._count()
        self._choose_first()

    def _lay_out(self) -> None:
        look = self.look
        close = Button(look, "", "close", tip=self.tr("关闭"))
        close.clicked.connect(self.cancelled)
        title = Words(
            look, self.tr("导入报告：请核对识别结果"), px=18, bold=True, height=36, fit=True
        )
        head, bar = Ground(look, "page", height=60), Ground(look, "page", "t", height=46)
        row(head, title, 14, self.counts, close, margins=(20, 0, 14, 0))
        hint = Words(
            look,
            self.tr("加框的值机器拿不准，请您定"),
            px=13,
            role="warn",
            icon="warning",
            fit=True,
        )
        row(
            bar, self.only_button, 10, self.year_field, 4, self.year_button, None, hint,
            margins=(20, 0, 20, 0),
        )  # fmt: skip
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.evidence)
        foot = Ground(look, "page", "t", height=60)
        promise = Words(look, self.tr("原文件不会改动。导入后这些内容仍可修改。"), role="text2")
        row(foot, promise, self.cancel_button, 8, self.import_button, margins=(20, 0, 20, 0))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (head, bar, Rule(look, vertical=False)):
            whole.addWidget(part)
        whole.addLayout(middle, 1)
        whole.addWidget(foot)

    # --- words ---

    def _verdict_words(self, item: ReviewItem) -> str:
        if item.examined.error is not None:
            name = item.examined.file
            return self._word_error(item.examined.error).removeprefix(name).lstrip("：: ")
        if item.examined.duplicate_of is not None:
            return self.tr("与库中一份内容相同，跳过")
        if item.examined.same_as is not None:
            return self.tr("与本次另一份内容相同，跳过")
        if item.uncertain:
            names = {
                "title": self.tr("标题"),
                "organisation": self.tr("单位"),
                "year": self.tr("年度"),
                "level": self.tr("层级"),
            }
            listed = self.tr("、").join(names[name] for name in item.uncertain)
            return self.tr("{fields}需确认").format(fields=listed)
        lines = next(
            (n.values.get("lines", 0) for n in item.parsed.notes if n.code == "furniture"), 0
        ) if item.parsed else 0  # fmt: skip
        if lines:
            return self.tr("可导入 · 隐藏页面杂项 {lines} 行").format(lines=lines)
        return self.tr("可导入")

    def _count(self) -> None:
        model = self.model
        parts = [self.tr("{count} 份可直接导入").format(count=model.count(Verdict.READY))]
        uncertain = model.count(Verdict.UNCERTAIN)
        if uncertain:
            parts.append(self.tr("{count} 份需确认").format(count=uncertain))
        if model.count(Verdict.DUPLICATE):
            parts.append(self.tr("{count} 份重复").format(count=model.count(Verdict.DUPLICATE)))
        if model.count(Verdict.FAILED):
            parts.append(self.tr("{count} 份无法读取").format(count=model.count(Verdict.FAILED)))
        total = self.tr("{count} 份文件：").format(count=len(model.items))
        self.counts.set_text(total + self.tr("，").join(parts))
        self.only_button.set_label(self.tr("只看需确认的 {count} 份").format(count=uncertain))
        self.only_button.setVisible(bool(uncertain) or self.only_button.isChecked())
        chosen = len(model.chosen())
        self.import_button.set_label(self.tr("导入 {count} 份").format(count=chosen))
        self.import_button.setEnabled(chosen > 0)
        can_import = any(item.can_import for item in model.items)
        self.year_button.setEnabled(can_import)
        self.year_field.setEnabled(can_import)

    # --- doing ---

    def _choose_first(self) -> None:
        """Begin with the first file that wants a decision."""
        shown = self.model.shown
        if not shown:
            self.evidence.show_item(None)
            return
        wanting = (k for k, item in enumerate(shown) if item.verdict is Verdict.UNCERTAIN)
        first = next(wanting, 0)
        self.table.selectRow(first)
        self.evidence.show_item(shown[first])

    def _show_evidence(self, current: QModelIndex) -> None:
        self.evidence.show_item(current.data(ITEM_ROLE))

    def _usual_year(self) -> str:
        """The year most of the files are of."""
        years = Counter(item.value("year").value for item in self.model.items if item.can_import)
        del years[None]
        return years.most_common(1)[0][0] or "" if years else ""

    def _set_year(self) -> None:
        typed = self.year_field.text().strip()
        if not typed or not is_valid("year", typed):
            self.year_field.set_state("danger")
            self.year_field.setToolTip(self.tr("请写四位年份，如 2023"))
            self.year_field.setFocus()
            return
        self.year_field.set_state("")
        self.year_field.setToolTip("")
        self.model.correct_all("year", typed)
        self.evidence.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
