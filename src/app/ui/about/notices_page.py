"""The sheet of third-party software: a list to look through, and what each stands under."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from app.domain.notices import Shipped
from app.ui.about.notices_list import Line, NoticesList, NoticesModel
from app.ui.controls import Field, Kind, Rule, Words, column, row
from app.ui.dialogs import Page
from app.ui.focus import RingedText
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look
from app.workspace import notices

LIST = 320
"""Width of the list, in px at 100 %."""

INTRODUCTION, RELINKING = "introduction", "relinking"


class NoticeText(RingedText, QTextBrowser):
    """The words at the right; it shows when it has the focus."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setOpenLinks(False)  # nothing leads out of the program
        self.document().setDocumentMargin(16)

    def restyle(self) -> None:
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.page)
        palette.setColor(QPalette.ColorRole.Highlight, self.look.hit)
        self.setPalette(palette)
        self.setFont(self.look.font(14))


class NoticesPage(Page):
    """The content of the sheet.

    Args:
        language: `zh` or `en`, for our own words.
    """

    CHAPTER = "trouble"

    def __init__(self, look: Look, language: str) -> None:
        self._language = language
        self.place = notices.folder()
        self.shipped = notices.shipped(self.place)
        body = QWidget()
        buttons: list[tuple[str, str, Kind]] = [
            ("copy", self.tr("复制全部"), "normal"),
            ("folder", self.tr("打开许可证文件夹"), "normal"),
            ("close", self.tr("关闭"), "primary"),
        ]
        count = self.tr("共 {count} 项").format(count=len(self.shipped) - 1)
        super().__init__(look, self.tr("第三方软件和许可证"), body, buttons, hint=count)
        self.field = Field(look, self.tr("找名称、许可证或用途"), "search", height=34)
        self.model = NoticesModel(list(self._lines()), self)
        self.list = NoticesList(look, self.model, self)
        self.nothing = Words(
            look, self.tr("没有这样的软件或许可证。"), role="text3", height=80,
            align=Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip
        self.nothing.hide()
        self.text = NoticeText(look)
        self.text.setAccessibleName(self.tr("许可证"))
        self._lay_out(body)
        self._shown: Line | None = None
        self.field.textChanged.connect(self._look_for)
        self.field.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show())
        look.changed.connect(self._restyle)
        self._restyle()
        self.list.choose(0)

    def _lay_out(self, body: QWidget) -> None:
        left = QWidget()
        left.setFixedWidth(self.look.px(LIST))
        head = QWidget()
        column(head, self.field, margins=(16, 2, 8, 8))
        inside = column(left, head, self.nothing, self.list)
        inside.setStretch(2, 1)
        inside.setAlignment(self.nothing, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        both = QWidget()
        row(both, left, Rule(self.look, inset=0), self.text, margins=(0, 0, 0, 0), spacing=0)
        whole.addWidget(both, 1)
        whole.addWidget(Rule(self.look, vertical=False))

    # --- what is listed ---

    def _groups(self) -> dict[str, str]:
        return {
            "piyue": self.tr("本程序"),
            "qt": self.tr("Qt 及其各部分"),
            "python": self.tr("Python 和 SQLite"),
            "libraries": self.tr("Python 程序库"),
            "xml": self.tr("lxml 及其各部分"),
            "pdf": self.tr("PDFium 及其各部分"),
            "system": self.tr("系统库"),
            "packing": self.tr("组成可执行程序的部分"),
        }

    def _lines(self) -> Iterator[Line]:
        yield Line(self.tr("总的说明"), self.tr("许可证和文件在哪里"), INTRODUCTION)
        yield Line(self.tr("替换 Qt"), self.tr("LGPL 给您的权利"), RELINKING)
        for group, name in self._groups().items():
            members = [entry for entry in self.shipped if entry.component.group == group]
            if members:
                yield Line(name)
            for entry in members:
                below = self.tr("{use} · {licence}").format(
                    licence=entry.component.licence, use=entry.component.used_for(self._language)
                )
                yield Line(entry.full_name, below, shipped=entry)

    def _look_for(self, typed: str) -> None:
        chosen = self._shown
        self.model.look_for(typed)
        found = bool(self.model.lines)
        self.nothing.setVisible(not found)
        self.list.setVisible(found)
        if chosen is not None:
            self.list.choose(self.model.row_of(chosen))

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self.list.isVisible():
                self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    # --- what is shown ---

    def _restyle(self) -> None:
        self.text.restyle()
        shown, self._shown = self._shown, None
        if shown is not None:
            self._show()

    def _show(self) -> None:
        line = self.list.line()
        if line is None or line == self._shown:
            return
        self._shown = line
        self.text.document().setDefaultFont(self.look.font(14))
        self.text.setHtml("".join(self._parts(line)))

    def _parts(self, line: Line) -> Iterator[str]:
        yield f"<h3>{escape(line.name)}</h3>"
        if line.shipped is not None:
            yield from self._facts(line.shipped)
            for name in line.shipped.component.texts:
                title = self.tr("许可证全文：{name}").format(name=name)
                yield f"<h4>{escape(title)}</h4>{_as_written(notices.text_of(self.place, name))}"
        elif line.key == RELINKING:
            yield _as_told(notices.relinking(self.shipped, self.place, self._language))
        else:
            yield _as_told(notices.prose_of(self.place, INTRODUCTION, self._language))
            title = self.tr("文件在哪里")
            yield f"<h4>{escape(title)}</h4>"
            yield "".join(f"<p>{escape(words)}</p>" for words in self._places())

    def _facts(self, entry: Shipped) -> Iterator[str]:
        component = entry.component
        facts = (
            (self.tr("用途"), component.used_for(self._language)),
            (self.tr("许可证"), component.licence),
            (self.tr("版权"), component.copyright),
            (self.tr("含在"), entry.inside),
            (self.tr("网址"), component.home),
            (self.tr("源代码"), entry.source),
        )
        yield "<table cellpadding='3'>"
        for name, value in facts:
            if value:
                yield f"<tr><td style='white-space:pre'>{escape(name)}</td><td>{escape(value)}</td></tr>"
        yield "</table>"

    def _places(self) -> Iterator[str]:
        yield self.tr("许可证文件夹：{folder}").format(folder=self.place)
        bill = self.place / notices.BILL
        if bill.is_file():
            yield self.tr("软件物料清单（CycloneDX）：{file}").format(file=bill)
        else:
            yield self.tr(
                "这里没有软件物料清单：批阅是从源代码或用 pip 安装的，列出的是这台电脑上装着的软件。"
            )

    # --- the buttons below ---

    def act(self, button: str) -> bool:
        """Do what a button of the footer says; False when the sheet is to be closed."""
        if button == "copy":
            QGuiApplication.clipboard().setText(self.as_text())
            self.buttons["copy"].set_label(self.tr("已复制"))
        elif button == "folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.place)))
        return button in {"copy", "folder"}

    def as_text(self) -> str:
        """The whole list, a paragraph for each."""
        lines: list[str] = []
        for entry in self.shipped:
            component = entry.component
            lines += [entry.full_name, component.licence, component.copyright]
            lines += [component.used_for(self._language), component.home, ""]
        return "\n".join(lines).strip() + "\n"


def _as_written(text: str) -> str:
    """The words of a licence, line by line as they were written, wrapped where they do not fit."""
    return f"<pre style='white-space:pre-wrap'>{escape(text)}</pre>"


def _as_told(text: str) -> str:
    """Our own words: paragraphs between blank lines, points on lines of their own."""
    paragraphs = text.strip().split("\n\n")
    return "".join(f"<p style='white-space:pre-wrap'>{escape(p)}</p>" for p in paragraphs)
