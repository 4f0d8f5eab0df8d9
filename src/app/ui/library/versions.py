"""Former texts of a report: a list in the details, and the paragraphs that differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from app.domain.anchor import Span
from app.domain.version import Version
from app.text.comparing import Difference, DifferenceKind
from app.ui.controls import Button, Ground, Words, column, row
from app.ui.dialogs import Prose
from app.ui.reanchoring.comparing import compared, rich, shortened
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look
from app.ui.when import when

MOST = 300
"""Differences shown; a text rewritten altogether has more."""


class VersionsPart(QWidget):
    """The former texts of one report, the newest first; hidden while there are none.

    Signals:
        differences_asked: the Version to be compared with the present text.
        replacement_asked: another file is to become the report's text.
    """

    differences_asked = Signal(object)
    replacement_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._head = Words(look, px=13, bold=True, height=28)
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.replace_button = Button(
            look, self.tr("换用修订稿…"), "import", px=13, height=28,
            tip=self.tr("用另一个文件作这份报告的新文本，批注随原文移动"),
        )  # fmt: skip
        self.replace_button.clicked.connect(self.replacement_asked)
        holder = QWidget()
        row(holder, self.replace_button, None, margins=(0, 2, 0, 2))
        column(self, self._head, self._list, holder)

    def show_versions(self, versions: Sequence[Version], *, writes: bool) -> None:
        """Show the former texts of the report that the details are of."""
        self.replace_button.setEnabled(writes)
        self._head.setVisible(bool(versions))
        self._head.set_text(self.tr("旧文本 {count} 份").format(count=len(versions)))
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for version in reversed(versions):
            self._lines.addWidget(self._line(version))

    def _line(self, version: Version) -> QWidget:
        words = self.tr("{file}\n{start} 导入，{end} 换下").format(
            file=version.file_name, start=when(version.imported), end=when(version.replaced)
        )
        line = QWidget()
        told = Prose(self.look, words, px=12, role="text2")
        button = Button(self.look, self.tr("看改动"), kind="normal", px=12, height=26)
        button.setAccessibleName(self.tr("看改动：{name}").format(name=version.file_name))
        button.clicked.connect(lambda: self.differences_asked.emit(version))
        holder = QWidget()
        row(holder, button, None, margins=(0, 0, 0, 6))
        column(line, told, holder)
        return line


class DifferencesPage(QWidget):
    """The paragraphs that differ between a former text and the present one.

    Signals:
        closed: the person has seen enough.
    """

    closed = Signal()

    def __init__(
        self, look: Look, title: str, old: str, new: str, differences: Sequence[Difference]
    ) -> None:
        super().__init__()
        self.look = look
        self._parts = (old, new, differences)
        head = Ground(look, "page", "b", height=50)
        close = Button(look, "", "close", tip=self.tr("关闭"))
        close.clicked.connect(self.closed)
        row(head, Words(look, title, px=18, bold=True, height=36), close, margins=(20, 0, 14, 0))
        counts = dict.fromkeys(DifferenceKind, 0)
        for difference in differences:
            counts[difference.kind] += 1
        words = self.tr("改动 {changed} 段，新增 {added} 段，删去 {removed} 段")
        summary = Words(
            look,
            words.format(
                changed=counts[DifferenceKind.CHANGED],
                added=counts[DifferenceKind.ADDED],
                removed=counts[DifferenceKind.REMOVED],
            ),
            px=13, role="text2", height=34,
        )  # fmt: skip
        top = Ground(look, "page")
        row(top, summary, margins=(20, 0, 20, 0))
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setVerticalScrollBar(SlimBar(look, self.text))
        self.text.setAccessibleName(self.tr("有改动的段落"))
        column(self, head, top, self.text).setStretchFactor(self.text, 1)
        self.setFocusProxy(self.text)
        look.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        old, new, differences = self._parts
        look = self.look
        self.text.setFont(look.font(14, serif=True))
        self.text.setStyleSheet(
            f"QTextEdit{{background:{look.page.name()};color:{look.text.name()};padding:0 16px}}"
        )
        shown = [self._one(difference, old, new) for difference in differences[:MOST]]
        if len(differences) > MOST:
            left = self.tr("……还有 {count} 段").format(count=len(differences) - MOST)
            shown.append(f"<p>{left}</p>")
        if not differences:
            nothing = self.tr("只有空格、标点或分行不同。")
            shown.append(f"<p>{nothing}</p>")
        self.text.setHtml("".join(shown))

    def _one(self, difference: Difference, old: str, new: str) -> str:
        names = {
            DifferenceKind.CHANGED: self.tr("改动"),
            DifferenceKind.ADDED: self.tr("新增"),
            DifferenceKind.REMOVED: self.tr("删去"),
        }
        was, now = _said(old, difference.old), _said(new, difference.new)
        left, right = compared(was, now)
        parts = [f'<p style="color:{self.look.text2.name()}">{names[difference.kind]}</p>']
        if was:
            parts.append(rich(self.look, "", left, "", is_old=True))
        if now:
            parts.append(rich(self.look, "", right, "", is_old=False))
        return "".join(parts) + "<hr>"


def _said(text: str, span: Span | None) -> str:
    return shortened(span.of(text).strip()) if span else ""
