"""The manual: the Markdown files of resources/help, chapter by chapter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from app.paths import resource
from app.ui.dialogs import Page
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

FIRST = ("start", "index", "manual", "reading", "annotating", "search", "import", "export")


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


class ManualPage(Page):
    """The content of the sheet: chapters at the left, text at the right."""

    def __init__(self, look: Look) -> None:
        body = QWidget()
        super().__init__(look, self.tr("使用手册"), body, [])
        self._chapters = chapters()
        self.list = QListWidget()
        self.text = QTextBrowser()
        self.list.setAccessibleName(self.tr("章节"))
        self.text.setAccessibleName(self.tr("使用手册"))
        self.list.setFixedWidth(look.px(200))
        for widget in (self.list, self.text):
            widget.setFrameShape(QFrame.Shape.NoFrame)
            widget.setVerticalScrollBar(SlimBar(look, widget))
            widget.setFont(look.font(14))
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, look.page)
        palette.setColor(QPalette.ColorRole.Highlight, look.selected)
        self.text.setPalette(palette)
        self.list.setPalette(palette)
        self.text.setOpenLinks(False)  # the manual never leads out of the program
        self.text.anchorClicked.connect(self._follow)
        self.text.document().setDocumentMargin(16)
        for chapter in self._chapters:
            self.list.addItem(title_of(chapter))
        layout = QHBoxLayout(body)
        layout.setContentsMargins(12, 0, 12, 12)
        layout.addWidget(self.list)
        layout.addWidget(self.text, 1)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _show(self, number: int) -> None:
        if 0 <= number < len(self._chapters):
            self.text.setMarkdown(self._chapters[number].read_text(encoding="utf-8"))

    def _follow(self, link: QUrl) -> None:
        """A link to another chapter opens it; other links are left alone."""
        for number, chapter in enumerate(self._chapters):
            if Path(link.path()).name == chapter.name:
                self.list.setCurrentRow(number)
