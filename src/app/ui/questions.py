"""What the window asks before it does something, and the reviewer's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from app.domain.errors import PiyueError
from app.ui.dialogs import Sheet, ask, ask_text, tell

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class Questions(QObject):
    """Each question names what will happen, how much of it, and how to get it back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def ask_removal(self, reports: list[UUID]) -> None:
        """Whether to take reports out of the library."""
        window = self._window
        workspace = window.workspace
        if workspace is None or not reports:
            return
        counts = workspace.library.annotation_counts()
        annotations = sum(counts.get(report, 0) for report in reports)
        words = self.tr(
            "这 {reports} 份报告和其中 {annotations} 条批注将移出报告库。\n"
            "原文件不受影响；可用“撤销”恢复。"
        ).format(reports=len(reports), annotations=annotations)
        yes = self.tr("移出 {count} 份").format(count=len(reports))
        ask(
            window.look, window, self.tr("移出报告库"), words,
            [("cancel", self.tr("取消"), "normal"), ("yes", yes, "primary")],
            lambda key: self._attempt(lambda: workspace.reporting.remove(reports))
            if key == "yes" else None,
        )  # fmt: skip

    def tell_unreadable(self, problem: PiyueError) -> None:
        """A report that was to be opened could not be read: what is safe, and what to do."""
        window = self._window
        words = self.tr(
            "{why}\n库里的其他报告和批注没有受影响。可以再试一次；仍打不开时，"
            "请用备份的报告库，或把这份报告移出后从原文件重新导入。"
        ).format(why=window.wording.problem(problem))
        tell(window.look, window, self.tr("这份报告打不开"), words, self.tr("知道了"))

    def ask_remark(self) -> None:
        """The words of an annotation on the whole report."""
        window = self._window
        if window.reading.area.active is None:
            return

        def answered(key: str, typed: str) -> None:
            if key == "yes" and typed.strip():
                window.reading.commands.annotate_report(typed.strip())

        ask_text(
            window.look, window, self.tr("批注整份报告"),
            self.tr("例如：缺少“存在的不足”；报送超过 3 月 1 日"), "",
            [("cancel", self.tr("取消"), "normal"), ("yes", self.tr("写下批注"), "primary")],
            answered,
        )  # fmt: skip

    def lay_desk(self) -> None:
        """Put the phrases of the settings on the desk, and write down what becomes of them."""
        window = self._window
        desk = window.reading.desk
        desk.show_phrases(window.settings.phrases)
        desk.phrases_changed.connect(lambda phrases: window.remember(phrases=phrases))
        desk.manage_asked.connect(self.ask_phrases)

    def ask_phrases(self) -> Sheet:
        """Which phrases to offer, and in which order."""
        from app.ui.annotations.phrases_sheet import manage_phrases

        window = self._window
        desk = window.reading.desk
        return manage_phrases(window.look, window, desk.phrases, desk.set_phrases)

    def ask_name(self) -> Sheet:
        """Under which name to sign."""
        window = self._window
        return ask_text(
            window.look, window, self.tr("审阅人改名"),
            self.tr("批注署这个名字；以前的批注一同改名。"), window.settings.reviewer_name,
            [("cancel", self.tr("取消"), "normal"), ("yes", self.tr("改名"), "primary")],
            lambda key, typed: self.take_name(typed.strip()) if key == "yes" else None,
        )  # fmt: skip

    def ask_name_once(self) -> None:
        """After the first annotation: a bar that can be left alone."""
        if not self._window.settings.reviewer_named:
            self._window.name_bar.show()

    def take_name(self, name: str) -> None:
        """Take a reviewer's name; an empty one means: not now, and do not ask again."""
        window = self._window
        window.name_bar.hide()
        window.remember(reviewer_named=True)
        if name and name != window.settings.reviewer_name:
            window.remember(reviewer_name=name)
            workspace = window.workspace
            if workspace is not None:
                me = window.settings.reviewer_id
                self._attempt(lambda: workspace.annotating.rename_reviewer(me, name))
        window.refresh_facts()
        window.focus_page()

    def _attempt(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except PiyueError as refusal:
            self._window.report(refusal)
