"""The same correction for several reports: only what is ticked is changed, as one change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.domain.errors import Invalid
from app.domain.report import Level, Report
from app.ui.controls import Button, Field, Words, row
from app.ui.dialogs import Page, Prose, Sheet
from app.ui.importing.evidence import is_valid
from app.ui.menus import add_choices, opens_menu
from app.ui.theme import Look
from app.ui.wording import Wording

NAMES = ("year", "region", "level", "organisation")
LABEL = 96

Values = dict[str, "str | None"]


class BatchPage(Page):
    """A row per field: a tick, the new value, and what the reports hold now."""

    def __init__(
        self,
        look: Look,
        wording: Wording,
        reports: Sequence[Report],
        differing: Callable[[Values], int],
    ) -> None:
        body = QWidget()
        super().__init__(
            look,
            self.tr("批量修改 {count} 份报告").format(count=len(reports)),
            body,
            [("cancel", self.tr("取消"), "normal"), ("yes", self.tr("修改"), "primary")],
        )
        self._wording, self._reports, self._differing = wording, reports, differing
        self.ticks: dict[str, Button] = {}
        self.fields: dict[str, Field] = {}
        self._level = ""
        layout = QVBoxLayout(body)
        layout.setContentsMargins(20, 0, 20, 0)
        layout.setSpacing(4)
        layout.addWidget(
            Prose(
                look,
                self.tr("只改勾选的项目；留空表示“没有”。改后可一步撤销。"),
                role="text2",
            )
        )
        for name in NAMES:
            layout.addWidget(self._row(name))
        self.preview = Words(look, px=14, bold=True, height=30)
        layout.addWidget(self.preview)
        layout.addStretch(1)
        self._show()

    def _row(self, name: str) -> QWidget:
        look, words = self.look, self._wording.fields()[name]
        tick = Button(look, words, kind="chip", height=30, checkable=True)
        tick.setMinimumWidth(look.px(LABEL))
        tick.setAccessibleName(self.tr("修改{field}").format(field=words))
        tick.toggled.connect(lambda on, n=name: self._ticked(n, on=on))
        self.ticks[name] = tick
        editor: QWidget
        if name == "level":
            editor = self.level = Button(look, self.tr("没有"), kind="normal", height=30)
            opens_menu(self.level, self._fill_levels)
        else:
            editor = self.fields[name] = Field(look, height=30)
            editor.setAccessibleName(words)
            editor.textEdited.connect(lambda _, n=name: self._typed(n))
        now = Words(look, self._now(name), px=12, role="text3", height=20)
        now.setToolTip(now.text())
        whole, line = QWidget(), QWidget()
        stretch = [None] if name == "level" else []
        row(line, tick, 8, editor, *stretch, margins=(0, 4, 0, 0), spacing=0)
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(line)
        layout.addWidget(now)
        return whole

    def _now(self, name: str) -> str:
        """The values there are, the commonest first."""
        counts: dict[str, int] = {}
        for report in self._reports:
            value = report.metadata[name].value or ""
            counts[value] = counts.get(value, 0) + 1
        levels = self._wording.levels()
        parts = [
            self.tr("{value} {count} 份").format(
                value=(levels.get(v, v) if name == "level" else v) or self.tr("没有"), count=c
            )
            for v, c in sorted(counts.items(), key=lambda pair: -pair[1])
        ]
        return self.tr("现在：{values}").format(values=self.tr("、").join(parts))

    def _ticked(self, name: str, *, on: bool) -> None:
        self.ticks[name].set_icon_name("ok" if on else "")
        if on and name in self.fields:
            self.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def _typed(self, name: str) -> None:
        """Who types into a field means it."""
        self.ticks[name].setChecked(True)
        self._show()

    def _fill_levels(self, menu: QMenu) -> None:
        levels = self._wording.levels()
        names = {level.value: levels[level] for level in Level}
        add_choices(menu, names, self._level, self._set_level)

    def _set_level(self, level: str) -> None:
        self._level = level
        self.level.set_label(self._wording.levels()[level])
        self.ticks["level"].setChecked(True)
        self._show()

    def values(self) -> Values:
        """What is to be set."""
        chosen = [name for name in NAMES if self.ticks[name].isChecked()]
        return {
            name: (self._level if name == "level" else self.fields[name].text().strip()) or None
            for name in chosen
        }

    def _show(self) -> None:
        """How many reports would be another than now."""
        for name, field in self.fields.items():
            good = not self.ticks[name].isChecked() or is_valid(name, field.text().strip())
            field.set_state("" if good else "danger")
        button, values = self.buttons["yes"], self.values()
        count = 0
        try:
            count = self._differing(values) if values else 0
            words = self.tr("将改动 {total} 份中的 {count} 份").format(
                total=len(self._reports), count=count
            )
            if not values:
                words = self.tr("请勾选要改的项目")
        except Invalid:
            words = self.tr("年度请写四位数字，如 2023")
        self.preview.set_text(words)
        button.set_label(
            self.tr("修改 {count} 份").format(count=count) if count else self.tr("修改")
        )
        button.setEnabled(count > 0)


def edit_batch(
    look: Look,
    window: QWidget,
    wording: Wording,
    reports: Sequence[Report],
    differing: Callable[[Values], int],
    done: Callable[[Values], object],
) -> Sheet:
    """Ask for the values; `done` gets them when they are to be set."""
    content = BatchPage(look, wording, reports, differing)
    sheet = Sheet(look, content, window, QSize(560, 430))

    def chosen(key: str) -> None:
        values = content.values()
        sheet.close_sheet()
        if key == "yes":
            done(values)

    content.chosen.connect(chosen)
    sheet.open_sheet()
    return sheet
