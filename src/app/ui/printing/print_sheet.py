"""The print sheet: a preview of the pages, a few choices, a PDF or a printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.choice_row import ChoiceRow
from app.ui.controls import Button, Ground, Rule, Words, row
from app.ui.painting import drop_shadow, panel
from app.ui.printing.paper import PrintedReport
from app.ui.printing.sheet import PAGE, Notes, Options
from app.ui.theme import Look

OPTIONS_WIDTH = 268
EDGE = 18


class Preview(QWidget):
    """One page as it will be printed; arrows, page keys and the wheel turn it.

    Signals:
        turned: the page shown, from 0.
    """

    turned = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.printed: PrintedReport | None = None
        self.page = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("打印预览"))

    def show_printed(self, printed: PrintedReport) -> None:
        self.printed = printed
        self.turn_to(min(self.page, printed.pages - 1))

    def turn_to(self, page: int) -> None:
        if self.printed is None:
            return
        self.page = max(0, min(page, self.printed.pages - 1))
        words = self.tr("第 {page} 页，共 {pages} 页")
        self.setAccessibleDescription(words.format(page=self.page + 1, pages=self.printed.pages))
        self.update()
        self.turned.emit(self.page)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            self.turn_to(self.page + (1 if turned < 0 else -1))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = self.printed.pages - 1 if self.printed else 0
        to = {
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_Down: self.page + 1,
            Qt.Key.Key_Right: self.page + 1,
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_Up: self.page - 1,
            Qt.Key.Key_Left: self.page - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            self.turn_to(to)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        p.fillRect(self.rect(), self.look.dock)
        if self.printed is None:
            return
        room = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        scale = min(room.width() / PAGE.width(), room.height() / PAGE.height())
        width, height = PAGE.width() * scale, PAGE.height() * scale
        sheet = QRectF(room.center().x() - width / 2, room.y(), width, height)
        drop_shadow(p, self.look, sheet, 0, 6)
        p.fillRect(sheet, Qt.GlobalColor.white)
        p.save()
        p.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        p.setClipRect(sheet)
        p.translate(sheet.topLeft())
        p.scale(scale, scale)
        self.printed.paint_page(p, self.page)
        p.restore()
        if self.hasFocus():
            panel(p, QRectF(self.rect()), None, 4, self.look.focus, 2)


class PrintSheet(QWidget):
    """The content of the print sheet.

    Signals:
        pdf_wished, print_wished: the PrintedReport as the preview shows it.
        cancelled
        changed: the Options, to be remembered.
    """

    pdf_wished = Signal(object)
    print_wished = Signal(object)
    cancelled = Signal()
    changed = Signal(object)

    def __init__(
        self,
        look: Look,
        lay_out: Callable[[Options], PrintedReport],
        title: str,
        notes: int,
        options: Options,
    ) -> None:
        """
        Args:
            lay_out: sets the report anew with other options.
            notes: how many there are.
        """
        super().__init__()
        self.look, self._set_anew, self._title, self._notes = look, lay_out, title, notes
        self.options = options
        self.setAccessibleName(self.tr("打印报告"))
        self.preview = Preview(look)
        self.preview.turned.connect(self._tell_page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        middle = QWidget()
        row(middle, self.preview, self._choices(), spacing=0)
        whole.addWidget(middle, 1)
        whole.addWidget(Rule(look))
        whole.addWidget(self._foot())
        self._lay_out()

    def _head(self) -> QWidget:
        head = Ground(self.look, "page", height=52)
        close = Button(self.look, "", "close", tip=self.tr("关闭"))
        close.clicked.connect(self.cancelled)
        title = Words(self.look, self.tr("打印或存为 PDF"), px=18, bold=True, height=36, fit=True)
        name = Words(self.look, self._title, role="text2", height=36)
        row(head, title, 12, name, close, margins=(20, 4, 10, 0))
        return head

    def _choices(self) -> QWidget:
        look, side = self.look, Ground(self.look, "page")
        side.setFixedWidth(look.px(OPTIONS_WIDTH))
        layout = QVBoxLayout(side)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(4)
        layout.addWidget(Words(look, self.tr("批注"), bold=True))
        self._places: dict[Notes, ChoiceRow] = {}
        for notes, name, hint in (
            (Notes.MARGIN, self.tr("放在页边"), self.tr("与所批的文字并排")),
            (Notes.END, self.tr("列在文末"), self.tr("正文保留标记，意见集中列出")),
            (Notes.NONE, self.tr("只印正文"), self.tr("不印标记和批注")),
        ):
            choice = self._places[notes] = ChoiceRow(look, name, hint, side)
            choice.setChecked(notes is self.options.notes)
            choice.clicked.connect(lambda _=False, n=notes: self._choose(notes=n))
            layout.addWidget(choice)
        layout.addSpacing(8)
        self._named = Button(look, self.tr("没有意见的标记也注明标签"), "check", "chip",
                             px=13, height=28, checkable=True)  # fmt: skip
        self._named.setChecked(self.options.names_tags)
        self._named.clicked.connect(lambda on: self._choose(names_tags=bool(on)))
        layout.addWidget(self._named)
        layout.addSpacing(12)
        layout.addWidget(Words(look, self.tr("字号"), bold=True))
        sizes = QWidget()
        self._sizes: dict[str, Button] = {}
        for size, name in (
            ("small", self.tr("小五")),
            ("medium", self.tr("五号")),
            ("large", self.tr("小四")),
        ):
            button = self._sizes[size] = Button(look, name, "", "chip", height=28, checkable=True)
            button.setAutoExclusive(True)
            button.setChecked(size == self.options.size)
            button.clicked.connect(lambda _=False, s=size: self._choose(size=s))
        row(sizes, *self._sizes.values(), None, spacing=6)
        layout.addWidget(sizes)
        layout.addStretch(1)
        if not self._notes:
            words = self.tr("这份报告还没有批注。")
            layout.addWidget(Words(look, words, px=13, role="text3"))
        return side

    def _foot(self) -> QWidget:
        look, foot = self.look, Ground(self.look, "page", height=56)
        self._back = Button(look, self.tr("上一页"), "", "normal")
        self._on = Button(look, self.tr("下一页"), "", "normal")
        self._back.clicked.connect(lambda: self.preview.turn_to(self.preview.page - 1))
        self._on.clicked.connect(lambda: self.preview.turn_to(self.preview.page + 1))
        self._page = Words(look, "", role="text2", fit=True, height=30)
        cancel = Button(look, self.tr("取消"), kind="normal", height=34)
        cancel.clicked.connect(self.cancelled)
        printer = Button(look, self.tr("打印…"), kind="normal", height=34)
        printer.clicked.connect(lambda: self.print_wished.emit(self.preview.printed))
        pdf = self._pdf = Button(look, self.tr("存为 PDF…"), kind="primary", height=34)
        pdf.setObjectName("primary")
        pdf.clicked.connect(lambda: self.pdf_wished.emit(self.preview.printed))
        row(
            foot, self._back, 8, self._on, 12, self._page, None, cancel, 8, printer, 8, pdf,
            margins=(20, 0, 20, 0),
        )  # fmt: skip
        return foot

    def _choose(
        self,
        *,
        notes: Notes | None = None,
        size: str | None = None,
        names_tags: bool | None = None,
    ) -> None:
        old = self.options
        self.options = replace(
            old,
            notes=old.notes if notes is None else notes,
            size=old.size if size is None else size,
            names_tags=old.names_tags if names_tags is None else names_tags,
        )
        self.changed.emit(self.options)
        self._lay_out()

    def _lay_out(self) -> None:
        self._named.setEnabled(self.options.notes is not Notes.NONE)
        self.preview.show_printed(self._set_anew(self.options))

    def set_busy(self, busy: bool) -> None:
        """While a file is written, no other is begun."""
        self._pdf.setEnabled(not busy)

    def _tell_page(self, page: int) -> None:
        printed = self.preview.printed
        if printed is None:
            return
        words = self.tr("第 {page} 页，共 {pages} 页")
        self._page.set_text(words.format(page=page + 1, pages=printed.pages))
        self._back.setEnabled(page > 0)
        self._on.setEnabled(page + 1 < printed.pages)


def sheet_size() -> QSize:
    return QSize(1060, 760)
