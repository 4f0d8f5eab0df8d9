"""What an export will look like: tables, pages, text for programs, or why there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QShowEvent,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHeaderView,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QTextEdit,
    QWidget,
)

from app.ui.controls import Button, Ground, Words, column, row
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.files.previewing import Code, Page, Picture, Preview, Sheet, Tables

Index = QModelIndex | QPersistentModelIndex

WIDEST, NARROWEST = 260, 44
MEASURED_ROWS = 12
PAPER, INK = "#ffffff", "#1a2230"
"""A page is shown as it will lie on the desk, whatever the theme."""

PAGE_STYLE = (
    "h1{font-size:18px}h2{font-size:16px}h3{font-size:15px}h4,h5,h6{font-size:14px}"
    "p,li,blockquote{font-size:13px;line-height:150%;margin-top:2px;margin-bottom:5px}a{color:#1b4b91}"
)


class SheetModel(QAbstractTableModel):
    """The rows of one sheet; the first one is the head."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[tuple[str, ...], ...] = (("",),)

    def show_sheet(self, sheet: Sheet) -> None:
        self.beginResetModel()
        self.rows = sheet.rows or (("",),)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows) - 1

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cells = self.rows[index.row() + 1]
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        text = cells[index.column()] if index.column() < len(cells) else ""
        return " ".join(text.split()) if role == Qt.ItemDataRole.DisplayRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.rows[0][section]
        return None


class SheetTable(QTableView):
    """One sheet; arrows move in it, Tab leaves it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.sheet = SheetModel()
        self.setModel(self.sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setHorizontalScrollBar(SlimBar(look, self, Qt.Orientation.Horizontal))
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        look = self.look
        self.setFont(look.font(13))
        self.horizontalHeader().setFont(look.font(12))
        self.verticalHeader().setDefaultSectionSize(look.px(28))
        self.setStyleSheet(
            f"QTableView{{background:{look.page.name()};color:{look.text.name()};"
            f"gridline-color:{look.line.name()};border:none;"
            f"selection-background-color:{look.selected.name()};"
            f"selection-color:{look.text.name()}}}"
            f"QTableView:focus{{border:2px solid {look.focus.name()}}}"
            f"QHeaderView{{background:{look.chrome.name()};border:none}}"
            f"QHeaderView::section{{background:{look.chrome.name()};color:{look.text2.name()};"
            f"border:none;border-right:1px solid {look.line.name()};"
            f"border-bottom:1px solid {look.line.name()};padding:5px 6px}}"
        )

    def show_sheet(self, sheet: Sheet) -> None:
        self.sheet.show_sheet(sheet)
        for number in range(self.sheet.columnCount()):
            texts = (cells[number] for cells in sheet.rows[:MEASURED_ROWS] if number < len(cells))
            width = max(self.look.width(text[:40], 13) for text in texts) + 20
            narrow, wide = self.look.px(NARROWEST), self.look.px(WIDEST)
            self.setColumnWidth(number, int(max(narrow, min(wide, width))))
        self.scrollToTop()


class Waiting(QWidget):
    """A turning arc; it turns only while it is seen."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self._angle = look, 0
        self.setFixedHeight(28)
        self._turn = QTimer(self, interval=60)
        self._turn.timeout.connect(self._move)

    def showEvent(self, event: QShowEvent) -> None:
        self._turn.start()
        super().showEvent(event)

    def _move(self) -> None:
        if not self.isVisible():
            self._turn.stop()
            return
        self._angle = (self._angle - 20) % 360
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(self.look.accent, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        side = 20.0
        p.drawArc(QRectF((self.width() - side) / 2, 4, side, side), self._angle * 16, 270 * 16)


class PreviewView(QWidget):
    """Shows one preview at a time."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._shown: Preview | None = None
        self.table = SheetTable(look)
        self.table.setAccessibleName(self.tr("预览：表格"))
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setVerticalScrollBar(SlimBar(look, self.text))
        self.text.setHorizontalScrollBar(SlimBar(look, self.text, Qt.Orientation.Horizontal))
        self.text.document().setDocumentMargin(18)
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._paper = QScrollArea()
        self._paper.setFrameShape(QFrame.Shape.NoFrame)
        self._paper.setWidgetResizable(True)
        self._paper.setWidget(self.picture)
        self._paper.setVerticalScrollBar(SlimBar(look, self._paper))
        self._paper.setAccessibleName(self.tr("预览：第一页"))
        self.tabs = Ground(look, "page", height=34)
        self._tab_row = row(self.tabs, margins=(12, 0, 12, 0), spacing=4)
        self._tab_row.addStretch(1)
        self._group = QButtonGroup(self)
        self.message = Words(
            look, px=15, role="text2", height=32, align=Qt.AlignmentFlag.AlignHCenter
        )
        self.advice = Words(look, px=13, role="text3", align=Qt.AlignmentFlag.AlignHCenter)
        self._waiting = Waiting(look)
        silence = Ground(look, "page")
        column(silence, None, self._waiting, self.message, self.advice, None)
        self._stack = QStackedWidget()
        for part in (silence, self.table, self.text, self._paper):
            self._stack.addWidget(part)
        column(self, self.tabs, self._stack).setStretchFactor(self._stack, 1)
        look.changed.connect(self._restyle)
        self.say("", "")

    def _restyle(self) -> None:
        if self._shown is not None:
            self.show_preview(self._shown)

    @property
    def is_empty(self) -> bool:
        return self._stack.currentIndex() == 0

    def say(self, message: str, advice: str, *, waits: bool = False) -> None:
        """Say why nothing is to be seen (yet)."""
        self._shown = None
        self.message.set_text(message)
        self.advice.set_text(advice)
        self._waiting.setVisible(waits)
        self.tabs.hide()
        self._stack.setCurrentIndex(0)

    def show_preview(self, preview: Preview) -> None:
        """Show the beginning of a file."""
        from app.files.previewing import Code, Page, Tables

        self._shown = preview
        self.tabs.hide()
        match preview:
            case Tables():
                self._show_tables(preview)
            case Page():
                self._show_page(preview)
            case Code():
                self._show_code(preview)
            case _:
                self._show_picture(preview)

    def _show_tables(self, tables: Tables) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._tab_row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number, sheet in enumerate(tables.sheets if len(tables.sheets) > 1 else ()):
            button = Button(self.look, sheet.name, kind="chip", px=13, height=26, checkable=True)
            button.clicked.connect(lambda _=False, s=sheet: self.table.show_sheet(s))
            button.setChecked(number == 0)
            self._group.addButton(button)
            self._tab_row.insertWidget(number, button)
        self.tabs.setVisible(len(tables.sheets) > 1)
        for sheet in tables.sheets[:1]:
            self.table.show_sheet(sheet)
        self._stack.setCurrentWidget(self.table)

    def _show_page(self, page: Page) -> None:
        self._colour(PAPER, INK)
        self.text.setAccessibleName(self.tr("预览：文档开头"))
        self.text.setFont(self.look.font(13, serif=True))
        self.text.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.text.document().setDefaultStyleSheet(PAGE_STYLE)
        if page.is_markdown:
            self.text.setMarkdown(page.text)
        else:
            self.text.setHtml(page.text)
        self._show_text()

    def show_list(self, heading: str, lines: Sequence[str]) -> None:
        """Say in words what a file holds that is no reading matter."""
        from app.files.previewing import Code

        self.show_preview(Code("\n".join(f"·  {line}" for line in lines), heading))
        self.text.setAccessibleName(heading)

    def _show_code(self, code: Code) -> None:
        look = self.look
        self._colour(look.page.name(), look.text.name())
        self.text.setAccessibleName(self.tr("预览：文件开头"))
        self.text.setFont(look.font(13))
        self.text.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        rest = "\n…" if code.is_cut else ""
        head = f"{code.name}\n\n" if code.name else ""
        self.text.setPlainText(f"{head}{code.text}{rest}")
        self._show_text()

    def _show_text(self) -> None:
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._stack.setCurrentWidget(self.text)

    def _colour(self, ground: str, ink: str) -> None:
        self.text.setStyleSheet(
            f"QTextEdit{{background:{ground};color:{ink};border:none}}"
            f"QTextEdit:focus{{border:2px solid {self.look.focus.name()}}}"
        )
        palette = self.text.palette()
        palette.setColor(QPalette.ColorRole.Text, ink)
        self.text.setPalette(palette)

    def _show_picture(self, picture: Picture) -> None:
        image = QImage(
            picture.pixels, picture.width, picture.height, picture.width * 4,
            QImage.Format.Format_RGB32,
        )  # fmt: skip
        ratio = self.devicePixelRatioF()
        width = int((max(200, self._stack.width()) - 24) * ratio)
        shown = QPixmap.fromImage(image).scaledToWidth(
            width, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
        words = self.tr("第 1 页，共 {pages} 页").format(pages=picture.pages)
        self.picture.setAccessibleName(words)
        self._stack.setCurrentWidget(self._paper)
