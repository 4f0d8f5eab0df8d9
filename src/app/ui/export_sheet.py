"""The export sheet: which annotations, in which format, and what the format cannot carry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.filters import Filter
from app.domain.tag import Tag
from app.ui.controls import BY_KEY, Button, Ground, Rule, Words, row
from app.ui.painting import draw_text, panel
from app.ui.theme import Look


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person asked for.

    Attributes:
        wanted: the annotations meant.
        report: the one report meant, or None.
    """

    format: str
    wanted: Filter
    report: UUID | None


class ChoiceRow(QAbstractButton):
    """One of several: a ring, a name, and what it is good for."""

    def __init__(
        self, look: Look, name: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look, self._hint, self._rings = look, hint, False
        self.setText(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(240, self.look.px(40 if self._hint else 28))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._rings = event.reason() in BY_KEY
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look, rect = QPainter(self), self.look, QRectF(self.rect())
        if self.isChecked():
            panel(p, rect, look.accentSoft, 4)
        elif self.underMouse():
            panel(p, rect, look.hover, 4)
        side = look.px(16)
        line = rect.height() / 2 if self._hint else rect.height()
        ring = QRectF(12, line / 2 - side / 2 + (2 if self._hint else 0), side, side)
        border = look.accent if self.isChecked() else look.stroke
        panel(p, ring, look.raised, side / 2, border, 1.5 if self.isChecked() else 1)
        if self.isChecked():
            panel(p, ring.adjusted(4, 4, -4, -4), look.accent, side / 2)
        x = ring.right() + 10
        name = QRectF(x, 2 if self._hint else 0, rect.width() - x - 8, line)
        draw_text(p, look, name, self.text(), 14, bold=self.isChecked())
        if self._hint:
            hint = QRectF(x, line, rect.width() - x - 8, line - 2)
            draw_text(p, look, hint, self._hint, 13, look.text2)
        if self.hasFocus() and self._rings:
            panel(p, rect, None, 4, look.focus, 2)


class ExportSheet(QWidget):
    """The content of the export sheet.

    Signals:
        accepted: a Choice; the window asks where to and runs the job.
        cancelled
    """

    CHAPTER = "export"

    accepted = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        look: Look,
        *,
        current: tuple[UUID, str] | None,
        opened: Sequence[UUID],
        tags: Sequence[Tag],
        count: Callable[[Filter], tuple[int, int]],
        parent: QWidget | None = None,
    ) -> None:
        """
        Args:
            current: id and name of the active report.
            opened: the reports shown in the panes.
            tags: the codebook, to export one tag's annotations.
            count: annotations and reports that a filter selects.
        """
        super().__init__(parent)
        self.setAccessibleName(self.tr("导出批注"))
        self.look = look
        self._current, self._count = current, count
        self._tag: Tag | None = None
        self._scopes: list[tuple[ChoiceRow, frozenset[UUID]]] = []
        self._formats: list[tuple[ChoiceRow, str]] = []
        self.summary = Words(look, role="text2")
        self.limits = Words(look, px=13, role="text3", height=30)
        self.tag_button = Button(look, self.tr("全部标签"), kind="chip", height=28)
        self.tag_button.set_arrow(True)
        self.cancel_button = Button(look, self.tr("取消"), kind="normal", height=34)
        self.export_button = Button(look, self.tr("导出…"), "export", "primary", height=34)
        self._lay_out(opened)
        self.tag_button.clicked.connect(lambda: self._tag_menu(tags))
        self.cancel_button.clicked.connect(self.cancelled)
        self.export_button.clicked.connect(lambda: self.accepted.emit(self.choice()))
        self._refresh()

    def _lay_out(self, opened: Sequence[UUID]) -> None:
        look = self.look
        head, foot = Ground(look, "page", height=50), Ground(look, "page", "t", height=54)
        close = Button(look, "", "close", tip=self.tr("关闭"))
        close.clicked.connect(self.cancelled)
        title = Words(look, self.tr("导出批注"), px=18, bold=True, height=36)
        row(head, title, close, margins=(20, 0, 14, 0))
        row(foot, self.summary, self.cancel_button, 8, self.export_button, margins=(20, 0, 20, 0))
        body = Ground(look, "page")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(20, 6, 20, 8)
        layout.setSpacing(1)
        layout.addWidget(Words(look, self.tr("格式"), px=13, role="text2"))
        self._add_formats(layout)
        layout.addWidget(self.limits)
        layout.addWidget(Rule(look, vertical=False))
        layout.addWidget(Words(look, self.tr("范围"), px=13, role="text2", height=28))
        self._add_scopes(layout, opened)
        holder = QWidget()
        words = Words(look, self.tr("只含标签"), px=13, role="text2", fit=True)
        row(holder, words, 6, self.tag_button, None, margins=(2, 4, 0, 0))
        layout.addWidget(holder)
        layout.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(Rule(look, vertical=False))
        whole.addWidget(body, 1)
        whole.addWidget(foot)

    def _add_formats(self, layout: QVBoxLayout) -> None:
        group = QButtonGroup(self)
        for key, name, hint in (
            (
                "xlsx",
                self.tr("Excel 表格（.xlsx）"),
                self.tr("一条批注一行，另有报告、标签与标签×报告三张表"),
            ),
            (
                "docx",
                self.tr("Word 文档（.docx）"),
                self.tr("报告全文，批注是真正的 Word 批注；每份报告一个文件"),
            ),
            ("html", self.tr("网页（.html）"), self.tr("一个文件，可打印，可用浏览器打开")),
            ("csv", self.tr("文本表格（.csv）"), self.tr("给统计软件用，UTF-8")),
            ("json", self.tr("开放格式（.json）"), self.tr("W3C 网页批注，给程序用")),
        ):
            button = ChoiceRow(self.look, name, hint)
            group.addButton(button)
            button.toggled.connect(self._refresh)
            self._formats.append((button, key))
            layout.addWidget(button)
        self._formats[0][0].setChecked(True)

    def _add_scopes(self, layout: QVBoxLayout, opened: Sequence[UUID]) -> None:
        group = QButtonGroup(self)
        options: list[tuple[str, frozenset[UUID]]] = []
        if self._current is not None:
            name = self.tr("当前报告：{name}").format(name=self._current[1])
            options.append((name, frozenset({self._current[0]})))
        if len(opened) > 1:
            name = self.tr("打开的 {count} 份报告").format(count=len(opened))
            options.append((name, frozenset(opened)))
        options.append((self.tr("整个报告库"), frozenset()))
        for name, reports in options:
            button = ChoiceRow(self.look, name)
            group.addButton(button)
            button.toggled.connect(self._refresh)
            self._scopes.append((button, reports))
            layout.addWidget(button)
        self._scopes[-1][0].setChecked(True)

    def choice(self) -> Choice:
        format_name = next(key for button, key in self._formats if button.isChecked())
        reports = next(ids for button, ids in self._scopes if button.isChecked())
        tags = frozenset({self._tag.id}) if self._tag else frozenset[UUID]()
        single = next(iter(reports)) if len(reports) == 1 else None
        return Choice(format_name, Filter(reports=reports, tags=tags), single)

    def _refresh(self) -> None:
        ready = any(b.isChecked() for b, _ in self._formats) and any(
            b.isChecked() for b, _ in self._scopes
        )
        if not ready:
            return
        chosen = self.choice()
        annotations, reports = self._count(chosen.wanted)
        words = self.tr("{annotations} 条批注，{reports} 份报告")
        self.summary.set_text(words.format(annotations=annotations, reports=reports))
        self.limits.set_text(self._limits_words(chosen.format))
        self.export_button.setEnabled(annotations > 0 or chosen.format == "docx")

    def _limits_words(self, format_name: str) -> str:
        """What the format cannot carry, said before anything is written."""
        return {
            "xlsx": self.tr("带不走：原文的前后文、章节目录"),
            "docx": self.tr("带不走：标签的定义与颜色、页面杂项"),
            "html": self.tr("带不走：标签的定义；只供阅读，不能再导入"),
            "csv": self.tr("带不走：标签体系、链接、报告全文；公式样的单元格会加上撇号"),
            "json": self.tr("带不走：报告全文、章节目录"),
        }[format_name]

    def _tag_menu(self, tags: Sequence[Tag]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("全部标签"), lambda: self._set_tag(None))
        menu.addSeparator()
        for tag in tags:
            if not tag.retired:
                indent = "    " if tag.parent else ""
                menu.addAction(
                    f"{indent}{tag.code} {tag.name}".rstrip(), lambda t=tag: self._set_tag(t)
                )
        menu.popup(self.tag_button.mapToGlobal(self.tag_button.rect().bottomLeft()))

    def _set_tag(self, tag: Tag | None) -> None:
        self._tag = tag
        self.tag_button.set_label(tag.name if tag else self.tr("全部标签"))
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
