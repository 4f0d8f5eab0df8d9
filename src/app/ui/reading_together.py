"""Reading together: several reports side by side at once, kept together by section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QSize

from app.domain.report import Report
from app.ui.library.library_model import Line
from app.ui.naming import report_name
from app.ui.panes import MOST

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class ReadingTogether(QObject):
    """From the reports chosen in the list, or from one report: its years, its peers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.reading.together_wished.connect(self.read)
        library = window.reading.library
        library.together_asked.connect(self.read)
        library.unit_asked.connect(self.read_unit)
        library.year_asked.connect(self.read_year)

    def read_chosen(self) -> None:
        """The reports chosen in the list."""
        self.read(self._window.reading.library.chosen_ids())

    def read(self, reports: Sequence[UUID]) -> None:
        """These reports, in the order of the list; of more than four some are chosen."""
        if len(reports) < 2:
            self._window.say(self.tr("请在左边的列表里按住 Ctrl 选两到四份报告，再一起阅读。"))
        elif len(reports) > MOST:
            self._ask(self.tr("选最多四份一起阅读"), reports, reports[:MOST])
        else:
            self._open(reports)

    def read_unit(self, report: UUID | None = None) -> None:
        """The reports of one unit over the years, in the order of the years."""
        from app.workspace.together import nearest_years, of_unit

        one = self._report(report)
        if one is None:
            return
        same = of_unit(one, self._reports())
        if len(same) < 2:
            words = self.tr("报告库里没有“{name}”其他年度的报告。")
            self._window.say(words.format(name=report_name(one)))
            return
        title = self.tr("同单位历年：{name}").format(name=self._line(one).unit)
        self._offer(title, [r.id for r in same], nearest_years(one, same, MOST))

    def read_year(self, report: UUID | None = None) -> None:
        """The reports of several units for one year, the most alike first."""
        from app.workspace.together import of_year

        one = self._report(report)
        if one is None:
            return
        if one.year is None:
            words = self.tr("“{name}”没有年度。请先在右栏“详情”里填上年度。")
            self._window.say(words.format(name=report_name(one)))
            return
        peers = [r.id for r in of_year(one, self._reports())]
        if len(peers) < 2:
            words = self.tr("报告库里没有其他单位 {year} 年度的报告。")
            self._window.say(words.format(year=one.year))
            return
        title = self.tr("同年度各单位：{year}").format(year=one.year)
        self._offer(title, peers, peers[:MOST])

    # --- how ---

    def _report(self, report: UUID | None) -> Report | None:
        """The report meant: one of the list, else the active one."""
        window = self._window
        active = window.reading.area.active
        if report is None and active is not None:
            report = active.id
        line = window.reading.library.model.line(report) if report else None
        return line.report if line else None

    def _reports(self) -> list[Report]:
        return [line.report for line in self._window.reading.library.model.lines]

    def _line(self, report: Report) -> Line:
        line = self._window.reading.library.model.line(report.id)
        assert line is not None
        return line

    def _offer(self, title: str, reports: Sequence[UUID], ticked: Sequence[UUID]) -> None:
        if len(reports) > MOST:
            self._ask(title, reports, ticked)
        else:
            self._open(reports)

    def _ask(self, title: str, reports: Sequence[UUID], ticked: Sequence[UUID]) -> None:
        """Let a person choose up to four of more candidates."""
        from app.ui.dialogs import Sheet
        from app.ui.library.together_page import TogetherPage

        window = self._window
        model = window.reading.library.model
        lines = [line for line in (model.line(report) for report in reports) if line is not None]
        page = TogetherPage(window.look, title, lines, ticked, MOST)
        sheet = Sheet(window.look, page, window, QSize(520, 560))

        def chosen(key: str) -> None:
            wanted = page.ticked()
            sheet.close_sheet()
            if key == "yes":
                self._open(wanted)

        page.chosen.connect(chosen)
        sheet.open_sheet()

    def _open(self, reports: Sequence[UUID]) -> None:
        window = self._window
        window.show_page("reading")
        window.set_sync_mode("section")
        window.reading.opening.read_together(reports)
        count = len(window.reading.area.open)
        window.say(self.tr("一起阅读 {count} 份，按章节同步滚动").format(count=count))
