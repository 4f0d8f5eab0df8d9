"""What a person should know right after the start: said once, quietly, with the details at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from app.paths import can_write
from app.preset import Fault
from app.ui.dialogs import tell
from app.ui.notice_bar import NoticeBar

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class StartNotices(QObject):
    """A stick that cannot be written, and what is wrong with an administrator's preset.

    Attributes:
        bar, details: what is said, and more of it; no bar when there is nothing to say.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.bar: NoticeBar | None = None
        self.details = ""

    def show(self) -> None:
        """Say what there is to say; nothing at all on most machines."""
        short, details = self._stick() or self._preset()
        if not short:
            return
        window = self._window
        self.details = details
        bar = self.bar = NoticeBar(window.look, "warning")
        layout = window.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(window.pages), bar)
        bar.acted.connect(self._tell)
        bar.dismissed.connect(bar.hide)
        bar.say(short, self.tr("详情…"))

    def _tell(self) -> None:
        window = self._window
        tell(window.look, window, self.tr("启动时的提示"), self.details, self.tr("知道了"))

    def _stick(self) -> tuple[str, str] | None:
        program = self._window.paths.portable
        if program is None or can_write(self._window.paths.config):
            return None
        return self.tr("便携模式：程序所在的文件夹不能写入，设置和新内容存不下来"), self.tr(
            "U盘可能开了写保护，或者没有写入的权限：\n{folder}\n\n"
            "现在可以阅读，但改动不会保存。请关掉写保护后重新启动；"
            "或把整个文件夹复制到能写入的地方再用。"
        ).format(folder=program)

    def _preset(self) -> tuple[str, str]:
        preset = self._window.settings.preset
        if not preset.faults:
            return "", ""
        lines = [self._fault(fault) for fault in preset.faults]
        return self.tr("管理员的预设文件有 {count} 处没有生效").format(count=len(lines)), "\n".join(
            (self.tr("其余各项照常生效。请告诉管理员修改这个文件：\n{file}\n").format(
                file=preset.source
            ), *lines)
        )  # fmt: skip

    def _fault(self, fault: Fault) -> str:
        detail = fault.detail
        if fault.what == "unreadable" and ":" in detail:
            line, _, column = detail.partition(":")
            words = self.tr("第 {line} 行第 {column} 个字附近写法有误，整个文件没有生效")
            return words.format(line=line, column=column)
        sentences = {
            "unreadable": self.tr("文件读不出来，整个文件没有生效"),
            "not_an_object": self.tr("文件最外层应是一对花括号，整个文件没有生效"),
            "unknown": self.tr("不认识或不能这样写：{name}"),
            "bad": self.tr("值不合要求：{name}"),
        }
        return sentences[fault.what].replace("{name}", detail)
