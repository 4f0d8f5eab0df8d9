"""Guiding: the first tour, and the manual at the place that fits what is on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer

from app.ui.dialogs import Sheet, tell

if TYPE_CHECKING:
    from app.ui.about.tour import Tour
    from app.ui.main_window import MainWindow

CHAPTER_OF_PAGE = {"reading": "reading", "search": "search", "tables": "tables"}
"""Chapter of the manual for each page of the window."""


class Guide(QObject):
    """Helps who is new: shows the tour once by itself, and again when asked."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._tour: Tour | None = None
        self._is_due = False

    def bind(self) -> None:
        self._window.commands.bind("manual", self.show_manual)
        self._window.commands.bind("tour", self.start_tour)

    # --- tour ------------------------------------------------------------------------

    def offer_tour(self) -> None:
        """Show the tour once, when the first reports are there; it takes no focus.

        It speaks of the reading page: on another page it waits until that one is shown.
        """
        self._is_due = not self._window.settings.tour_seen
        if self._window.page == "reading":
            self._start_due()

    def page_shown(self, page: str) -> None:
        """Another page of the window is shown, and will be laid out in a moment."""
        if self._is_due and page == "reading":
            QTimer.singleShot(0, self, self._start_due)

    def _start_due(self) -> None:
        window = self._window
        if self._is_due and window.page == "reading" and window.reading.has_reports:
            self._is_due = False
            self._start(takes_focus=False)

    def start_tour(self) -> None:
        """Show the tour because somebody asked for it."""
        window = self._window
        if not window.reading.has_reports:
            window.say(self.tr("先导入几份报告，或打开示例库，再看上手提示"))
            return
        window.show_page("reading")
        self._start(takes_focus=True)

    def _start(self, *, takes_focus: bool) -> None:
        from app.ui.about.tour import Step, Tour

        if self._tour is not None:
            self._tour.end()
        window, key = self._window, self._window.commands.key
        rows, reading = window.command_row, window.reading

        steps = (
            Step(
                self.tr("把报告放进来"),
                self.tr(
                    "点“导入”，或把文件、文件夹拖到窗口任意位置。识别出的单位、年度会先请您核对。"
                ),
                lambda: rows.import_button,
            ),
            Step(
                self.tr("并排着读"),
                self.tr(
                    "双击打开一份。选中另一份按 {beside}，就在旁边打开，最多四栏；各栏按章节一起滚动。"
                ).format(beside=key("open_beside")),
                lambda: reading.library,
            ),
            Step(
                self.tr("按目录走"),
                self.tr("点目录里的一节，正文就到那里。按 {next} 到下一节，按 {last} 回上一节。").format(
                    next=key("next_section"), last=key("previous_section")
                ),
                lambda: reading.outline,
            ),
            Step(
                self.tr("标记、标签、批注"),
                self.tr(
                    "双击选词，三击选句。选中后按 {mark} 标记，按 {tag} 选标签，按 {say} 写意见；"
                    "数字键直接用常用标签。随时可以撤销，每一步都自动保存。"
                ).format(mark=key("highlight"), tag=key("palette"), say=key("comment")),
                lambda: rows.tag_button,
            ),
            Step(
                self.tr("汇总和带走"),
                self.tr(
                    "“汇总”里能排序、筛选全部批注；“导出”成 Excel、Word 等文件。"
                    "按 {help} 看手册，按 {keys} 看全部按键。"
                ).format(help=key("manual"), keys=key("keys")),
                lambda: rows.export_button,
            ),
        )  # fmt: skip
        self._tour = tour = Tour(window.look, steps, window, takes_focus=takes_focus)
        tour.ended.connect(self._ended)
        window.remember(tour_seen=True)

    def _ended(self, had_focus: bool) -> None:
        self._tour = None
        active = self._window.reading.area.active
        if active is not None and had_focus:
            active.pane.setFocus()

    # --- manual ----------------------------------------------------------------------

    def show_manual(self) -> None:
        """Open the manual where it speaks of what is on screen."""
        from app.ui.about.manual import ManualPage, chapters

        window = self._window
        if not chapters():
            tell(
                window.look, window, self.tr("使用手册"),
                self.tr("没有找到手册文件，请重新安装。"), self.tr("知道了"),
            )  # fmt: skip
            return
        page = ManualPage(window.look)
        page.open_chapter(self.chapter())
        sheet = Sheet(window.look, page, window, QSize(1000, 680))
        page.chosen.connect(lambda _: sheet.close_sheet())
        sheet.open_sheet()
        page.search.setFocus()

    def chapter(self) -> str:
        """The chapter for the topmost sheet, else for the page."""
        window = self._window
        sheets = [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]
        for sheet in reversed(sheets):
            chapter = getattr(sheet.content, "CHAPTER", "")
            if chapter:
                return chapter
        if not window.reading.has_reports:
            return "index"
        return CHAPTER_OF_PAGE.get(window.page, "index")
