"""The manual: the Markdown files of resources/help, chapter by chapter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QPalette, QTextBlockFormat, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from app.paths import resource
from app.text.fold import fold
from app.ui.controls import Field
from app.ui.dialogs import Page
from app.ui.focus import RingedText
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

FIRST = ("index", "library", "reading", "annotating", "tags", "search", "tables", "export")

PICTURE = 680
"""Width of a picture at most, in pixels."""

LINE_HEIGHT = 130
"""Per cent of what the font asks for."""


def chapters() -> list[Path]:
    """The chapters in reading order: known names first, the rest by name."""
    files = sorted(resource("help").glob("*.md"))
    order = {name: place for place, name in enumerate(FIRST)}
    shown = [file for file in files if file.stem.lower() != "readme"]
    return sorted(shown, key=lambda file: (order.get(file.stem, len(FIRST)), file.stem))


def title_of(chapter: Path) -> str:
    """The first heading of a chapter."""
    for line in chapter.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            return line.removeprefix("# ").strip()
    return chapter.stem


class Chapter(RingedText, QTextBrowser):
    """The text of a chapter; it shows when it has the focus."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    def loadResource(self, type: int, name: QUrl) -> object:  # noqa: A002 - Qt's name
        """Pictures are shown no wider than a line of text."""
        path = resource("help") / name.path()
        if type != QTextDocument.ResourceType.ImageResource.value or not path.is_file():
            return super().loadResource(type, name)
        image, ratio = QImage(str(path)), self.devicePixelRatioF()
        width = round(PICTURE * ratio)
        if image.width() > width:
            image = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(ratio)
        return image


class ManualPage(Page):
    """The content of the sheet: chapters at the left, text at the right."""

    def __init__(self, look: Look) -> None:
        body = QWidget()
        super().__init__(look, self.tr("使用手册"), body, [])
        self._chapters = chapters()
        self.list = QListWidget()
        self.text = Chapter(look)
        self.list.setAccessibleName(self.tr("章节"))
        self.text.setAccessibleName(self.tr("使用手册"))
        self.list.setFixedWidth(look.px(200))
        for widget in (self.list, self.text):
            widget.setFrameShape(QFrame.Shape.NoFrame)
            widget.setVerticalScrollBar(SlimBar(look, widget))
            widget.setFont(look.font(14))
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, look.page)
        palette.setColor(QPalette.ColorRole.Highlight, look.hit)
        self.text.setPalette(palette)
        palette.setColor(QPalette.ColorRole.Highlight, look.selected)
        self.list.setPalette(palette)
        self.text.setOpenLinks(False)  # the manual never leads out of the program
        self.text.anchorClicked.connect(self._follow)
        self.text.document().setDocumentMargin(16)
        for chapter in self._chapters:
            self.list.addItem(title_of(chapter))
        self.search = Field(look, self.tr("在手册中查找"), "search", height=30)
        self.search.setAccessibleName(self.tr("在手册中查找"))
        self.search.returnPressed.connect(self.find_next)
        self.search.textChanged.connect(self._narrow)
        self.search.setFixedWidth(look.px(200))
        layout = QHBoxLayout(body)
        layout.setContentsMargins(12, 0, 12, 12)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        layout.addLayout(left)
        layout.addWidget(self.text, 1)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open_chapter(self, stem: str) -> None:
        """Show a chapter by the name of its file; an unknown one shows the first."""
        names = [chapter.stem for chapter in self._chapters]
        self.list.setCurrentRow(names.index(stem) if stem in names else 0)

    def _narrow(self, typed: str) -> None:
        """Keep the chapters that say what is looked for, and show the first place of it."""
        needle = fold(typed.strip())
        for number, chapter in enumerate(self._chapters):
            says = not needle or needle in fold(chapter.read_text(encoding="utf-8"))
            self.list.item(number).setHidden(not says)
        shown = [n for n in range(self.list.count()) if not self.list.item(n).isHidden()]
        if shown and self.list.currentRow() not in shown:
            self.list.setCurrentRow(shown[0])
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if needle:
            self.text.find(typed.strip())

    def find_next(self) -> None:
        """The next place, in this chapter or in the next one that has any."""
        typed = self.search.text().strip()
        if not typed or self.text.find(typed):
            return
        shown = [n for n in range(self.list.count()) if not self.list.item(n).isHidden()]
        if not shown:
            return
        later = [n for n in shown if n > self.list.currentRow()]
        self.list.setCurrentRow(later[0] if later else shown[0])
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.find(typed)

    def _show(self, number: int) -> None:
        if 0 <= number < len(self._chapters):
            self.text.setMarkdown(self._chapters[number].read_text(encoding="utf-8"))
            _air(self.text.document())

    def _follow(self, link: QUrl) -> None:
        """A link to another chapter opens it; other links are left alone."""
        for number, chapter in enumerate(self._chapters):
            if Path(link.path()).name == chapter.name:
                self.list.setCurrentRow(number)


def _air(document: QTextDocument) -> None:
    """Room between the lines, and around tables and headings: Markdown comes without."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        form = QTextBlockFormat()
        if "\ufffc" not in block.text():  # the height of a picture is its own
            kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
            form.setLineHeight(LINE_HEIGHT, kind.value)
        in_table = QTextCursor(block).currentTable() is not None
        if block.blockFormat().headingLevel():
            form.setTopMargin(16)
            form.setBottomMargin(6)
        elif not in_table:
            form.setBottomMargin(4 if block.textList() else 8)
        cursor.setPosition(block.position())
        cursor.mergeBlockFormat(form)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            table = frame.format().toTableFormat()
            table.setCellPadding(6)
            table.setBottomMargin(12)
            frame.setFormat(table)
