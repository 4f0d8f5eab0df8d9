"""What is known of the active report: each value with its source, to correct on the spot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.domain.report import METADATA_FIELDS, Level, ReadingStatus, Report, Source
from app.ui.controls import Button, Field, Ground, Rule, Words, column, row
from app.ui.dialogs import Prose
from app.ui.importing.evidence import is_valid
from app.ui.menus import add_choices, opens_menu, show_menu
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look
from app.ui.wording import Wording


class DetailsPage(Ground):
    """The third page of the right dock.

    Signals:
        corrected: report id, field name, the person's value or None.
        status_chosen: report id, ReadingStatus.
        furniture_shown: whether hidden page furniture is to be shown.
        remark_asked: an annotation on the whole report.
        confirmed: report id, field name: what was found is right.
        restore_asked: report id, field name: what was found is to stand there again.
        shown: a report's details came up or were renewed; whoever knows adds to them.
    """

    shown = Signal()

    corrected = Signal(object, str, object)
    status_chosen = Signal(object, object)
    furniture_shown = Signal(bool)
    remark_asked = Signal()
    confirmed = Signal(object, str)
    restore_asked = Signal(object, str)

    def __init__(self, look: Look, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", parent=parent)
        self._wording = wording
        self._report: Report | None = None
        self._status = ReadingStatus.UNREAD
        self._furniture_shown = False
        self._top: QWidget | None = None
        self._is_stale = False
        self.fields: dict[str, Field] = {}
        self._sources: dict[str, Words] = {}
        self.confirms: dict[str, Button] = {}
        self.history: Callable[[UUID, str], tuple[str, Sequence[str]]] | None = None
        """What was recognised in a field, and its former values, as words."""
        self._empty = Words(
            look, self.tr("打开报告后显示详情"), px=13, role="text3", height=60,
            align=Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBar(SlimBar(look, self._area))
        self._area.hide()
        column(self, self._empty, self._area)
        self.layout().setAlignment(self._empty, Qt.AlignmentFlag.AlignTop)  # pyright: ignore[reportOptionalMemberAccess]

    def put_on_top(self, part: QWidget) -> None:
        """Show something above the report's own details."""
        self._top = part
        if self.fields:
            self._page_layout.insertWidget(0, part)

    def show_report(
        self,
        report: Report | None,
        status: ReadingStatus = ReadingStatus.UNREAD,
        *,
        shows_furniture: bool = False,
    ) -> None:
        """Show one report; None shows nothing. What is being typed is not disturbed."""
        is_other = report is None or self._report is None or report.id != self._report.id
        self._report, self._status, self._furniture_shown = report, status, shows_furniture
        if not self.isVisible():
            self._is_stale = self._is_stale or is_other
            return
        self._show(is_other=is_other or self._is_stale)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(is_other=True)

    def _show(self, *, is_other: bool) -> None:
        report, status = self._report, self._status
        self._is_stale = False
        self._empty.setVisible(report is None)
        self._area.setVisible(report is not None)
        if report is None:
            return
        if not self.fields:
            self._build()
        for name in METADATA_FIELDS:
            self._show_field(report, name, is_other=is_other)
        level = report.metadata.level.value or ""
        self._level.set_label(self._wording.levels().get(level, self.tr("未定")))
        self._status_button.set_label(self._wording.statuses()[status])
        self._furniture.setChecked(self._furniture_shown)
        self._facts.setText(self._fact_words(report))
        self.shown.emit()

    def put_below(self, part: QWidget) -> None:
        """Show something below the report's own details; they have been built."""
        self._page_layout.insertWidget(self._page_layout.count() - 1, part)

    def edit(self, name: str) -> None:
        """Put the cursor into one field."""
        if name in self.fields:
            self._area.ensureWidgetVisible(self.fields[name])
            self.fields[name].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.fields[name].selectAll()

    # --- building ---

    def _build(self) -> None:
        look = self.look
        page = Ground(look, "dock")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 10, 12)
        layout.setSpacing(2)
        self._page_layout = layout
        if self._top is not None:
            layout.addWidget(self._top)
        self._status_button = Button(look, "", kind="normal", px=13, height=28)
        opens_menu(self._status_button, self._fill_statuses)
        head = QWidget()
        label = Words(look, self.tr("阅读状态"), px=13, role="text2", fit=True)
        row(head, label, 8, self._status_button, None, margins=(0, 0, 0, 4), spacing=0)
        layout.addWidget(head)
        names = self._wording.fields()
        for name in METADATA_FIELDS:
            source = Words(look, px=12, role="text3", height=20, align=Qt.AlignmentFlag.AlignRight)
            self._sources[name] = source
            head = QWidget()
            label = Words(look, names[name], px=13, role="text2", height=22, fit=True)
            confirm = Button(look, self.tr("确认"), kind="chip", px=12, height=22)
            confirm.setAccessibleName(self.tr("确认{field}").format(field=names[name]))
            confirm.setToolTip(self.tr("识别得对，记为您确认的"))
            confirm.clicked.connect(lambda _=False, n=name: self._confirm(n))
            confirm.hide()
            self.confirms[name] = confirm
            more = Button(
                look, "", "more", height=22,
                tip=self.tr("{field}：恢复、标为没有、修改记录").format(field=names[name]),
            )  # fmt: skip
            more.clicked.connect(
                lambda _=False, b=more, n=name: show_menu(b, partial(self.fill_menu, n))
            )
            row(head, label, 6, source, 4, confirm, more, margins=(0, 4, 0, 0), spacing=0)
            layout.addWidget(head)
            layout.addWidget(self._editor(name, names[name]))
        layout.addSpacing(8)
        layout.addWidget(Rule(look, vertical=False))
        self._facts = Prose(look, "", px=13, role="text2")
        self._facts.setContentsMargins(0, 8, 0, 8)
        layout.addWidget(self._facts)
        self._furniture = Button(
            look, self.tr("显示页面杂项"), kind="chip", px=13, height=28, checkable=True,
            tip=self.tr("原网页上的导航、页脚等，平时隐藏，从不删除"),
        )  # fmt: skip
        self._furniture.clicked.connect(
            lambda: self.furniture_shown.emit(self._furniture.isChecked())
        )
        remark = Button(look, self.tr("批注整份报告"), "comment", px=13, height=28)
        remark.clicked.connect(self.remark_asked)
        for button in (self._furniture, remark):
            holder = QWidget()
            row(holder, button, None, margins=(0, 2, 0, 2))
            layout.addWidget(holder)
        layout.addStretch(1)
        self._area.setWidget(page)

    def _editor(self, name: str, words: str) -> QWidget:
        if name != "level":
            field = self.fields[name] = Field(self.look, px=13, height=28)
            field.setAccessibleName(words)
            field.editingFinished.connect(lambda: self._edited(name))
            return field
        self._level = Button(self.look, "", kind="normal", px=13, height=28)
        opens_menu(self._level, self._fill_levels)
        holder = QWidget()
        row(holder, self._level, None, margins=(0, 0, 0, 0))
        return holder

    def _fill_statuses(self, menu: QMenu) -> None:
        names = {status.value: name for status, name in self._wording.statuses().items()}
        add_choices(menu, names, self._status.value, self._choose_status)

    def _choose_status(self, value: str) -> None:
        if self._report is not None:
            self.status_chosen.emit(self._report.id, ReadingStatus(value))

    def _fill_levels(self, menu: QMenu) -> None:
        levels = self._wording.levels()
        current = (self._report.metadata.level.value if self._report else None) or ""
        add_choices(menu, {level.value: levels[level] for level in Level}, current, self._set_level)

    def _set_level(self, level: str) -> None:
        if self._report is not None:
            self.corrected.emit(self._report.id, "level", level)

    # --- showing and editing ---

    def _show_field(self, report: Report, name: str, *, is_other: bool) -> None:
        value = report.metadata[name]
        field = self.fields.get(name)
        if field is not None and (is_other or not field.hasFocus()):
            if field.text() != (value.value or ""):
                field.setText(value.value or "")
            field.setCursorPosition(0)
            field.set_state("warn" if value.source is Source.GUESS else "")
            field.setToolTip(value.value or "")
        is_guess = value.source is Source.GUESS and value.value is not None
        words = self._wording.source(value)
        self._sources[name].set_text(self.tr("推定") if is_guess else words)
        self._sources[name].setToolTip(words)
        self.confirms[name].setVisible(is_guess)

    def _confirm(self, name: str) -> None:
        if self._report is not None:
            self.confirmed.emit(self._report.id, name)

    def fill_menu(self, name: str, menu: QMenu) -> None:
        """What can be done with one field, and the values it had."""
        report = self._report
        if report is None:
            return
        value = report.metadata[name]
        found, former = self.history(report.id, name) if self.history else ("", ())
        is_own = value.source is Source.USER
        confirm = menu.addAction(self.tr("确认"), lambda: self.confirmed.emit(report.id, name))
        confirm.setEnabled(not is_own and value.value is not None)
        words = self.tr("恢复识别值：{value}").format(value=found or self.tr("没有找到"))
        restore = menu.addAction(words, lambda: self.restore_asked.emit(report.id, name))
        restore.setEnabled(is_own)
        none = menu.addAction(
            self.tr("标为没有"), lambda: self.corrected.emit(report.id, name, None)
        )
        none.setEnabled(not (is_own and value.value is None))
        if len(former) > 1:
            menu.addSeparator()
            menu.addAction(self.tr("修改记录")).setEnabled(False)
            for line in former:
                menu.addAction(line).setEnabled(False)

    def _edited(self, name: str) -> None:
        report, field = self._report, self.fields[name]
        if report is None:
            return
        typed = field.text().strip()
        if typed == (report.metadata[name].value or ""):
            return
        if not is_valid(name, typed):
            field.set_state("danger")
            self._sources[name].set_text(
                self.tr("请写四位年份，如 2023") if name == "year"
                else self.tr("请写成 2024-03-28 的样子"), role="danger",
            )  # fmt: skip
            return
        field.set_state("")
        self._sources[name].set_text("", role="text3")
        self.corrected.emit(report.id, name, typed or None)

    def _fact_words(self, report: Report) -> str:
        facts = [
            self.tr("文件：{name}").format(name=report.file_name),
            self.tr("导入：{time}").format(
                time=report.imported.astimezone().strftime("%Y-%m-%d %H:%M")
            ),
            self.tr("正文 {count} 字").format(count=f"{report.characters:,}"),
        ]
        return "\n".join([*facts, *(self._wording.note(note) for note in report.notes)])

    def report_id(self) -> UUID | None:
        """The report shown at present."""
        return self._report.id if self._report else None
