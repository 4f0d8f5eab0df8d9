"""The sheet that tries the installation out and says what works, for whoever looks after it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from app.domain.errors import Cancelled
from app.ui.controls import Kind, Words, column
from app.ui.dialogs import Page, Prose
from app.ui.focus import RingedText
from app.ui.jobs import Job, Jobs
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look
from app.workspace.trying_out import TriedOut, try_out

NAMES = {
    "python": "Python",
    "sqlite": "SQLite",
    "qt": "Qt",
    "pyside": "PySide6",
    "pdfium": "PDFium",
    "docx": "python-docx",
}
"""Of the parts, where they are not written as the self-test has them."""


class CheckingPage(Page):
    """The content of the sheet; it begins at once, and ends the work when it is closed."""

    CHAPTER = "trouble"

    def __init__(self, look: Look, jobs: Jobs) -> None:
        body = QWidget()
        buttons: list[tuple[str, str, Kind]] = [
            ("copy", self.tr("复制结果"), "normal"),
            ("again", self.tr("再查一次"), "normal"),
            ("close", self.tr("关闭"), "primary"),
        ]
        super().__init__(look, self.tr("检查安装"), body, buttons)
        self._jobs = jobs
        self._job: Job | None = None
        self.outcome: TriedOut | None = None
        self.summary = Words(look, "", px=15, bold=True, height=32)
        self.advice = Prose(look, "", px=13, role="text2")
        self.listing = Listing(look)
        self.listing.setAccessibleName(self.tr("检查的结果"))
        inside = column(
            body, self.summary, self.advice, self.listing, margins=(20, 0, 20, 8), spacing=8
        )
        inside.setStretch(2, 1)
        self.begin()

    def act(self, button: str) -> bool:
        """Do what a button of the footer says; False when the sheet is to be closed."""
        if button == "copy":
            QGuiApplication.clipboard().setText(self.report())
            self.buttons["copy"].set_label(self.tr("已复制"))
        elif button == "again":
            self.begin()
        return button in {"copy", "again"}

    def begin(self) -> None:
        """Try everything out in a process of its own."""
        self.stop()
        self.outcome = None
        self._set_ready(ready=False)
        self.summary.set_text(self.tr("正在检查，大约十秒…"), role="text", icon="")
        self.advice.setText(
            self.tr(
                "在一个临时文件夹里把程序从头到尾试一遍：新建报告库，读入每种格式，标注，检索，导出，备份，"
                "重新打开。不碰您的报告库和设置，做完就删掉。"
            )
        )
        self.listing.setPlainText("")
        self._job = self._jobs.start(try_out, done=self._show, failed=self._failed)

    def stop(self) -> None:
        """End what is under way; nothing of it is shown any more."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def report(self) -> str:
        """All that is shown, and the technical answer under it."""
        told = self.outcome.told if self.outcome else None
        parts = [self.summary.text(), self.listing.toPlainText(), json.dumps(told) if told else ""]
        return "\n\n".join(part for part in parts if part)

    # --- what came of it ---

    def _failed(self, problem: BaseException) -> None:
        if not isinstance(problem, Cancelled):
            self._show(TriedOut(None, f"{type(problem).__name__}: {problem}"))

    def _show(self, outcome: TriedOut) -> None:
        self.outcome, self._job = outcome, None
        self._set_ready(ready=True)
        told = outcome.told or {}
        steps = list(told.get("steps", ()))
        if outcome.is_well:
            said = self.tr("一切正常：{count} 项检查，用了 {seconds} 秒。")
            self.summary.set_text(
                said.format(count=len(steps), seconds=f"{told['seconds']:.1f}"),
                role="ok",
                icon="ok",
            )
            self.advice.setText(self.tr("这份安装可以放心使用。"))
        else:
            failed = sum(not step["ok"] for step in steps)
            said = (
                self.tr("有 {count} 项没有通过。").format(count=failed)
                if failed
                else self.tr("检查时有不正常的情况。")
            )
            self.summary.set_text(said, role="danger", icon="warning")
            self.advice.setText(
                self.tr(
                    "您的报告库没有受影响。请重新安装；仍然这样，请按“复制结果”，把内容发给提供软件的人。"
                )
            )
        self.listing.setPlainText("\n".join(self._lines(outcome)))

    def _lines(self, outcome: TriedOut) -> Iterator[str]:
        if outcome.told is None:
            yield self.tr("✗ 检查没有做完：")
            yield from (f"　{line}" for line in outcome.said.splitlines())
            return
        names = self._names()
        for step in outcome.told["steps"]:
            sign = "✓" if step["ok"] else "✗"
            name = names.get(step["step"], step["step"])
            counted = self._counted(step["step"], step["detail"])
            seconds = self.tr("{seconds} 秒").format(seconds=f"{step['seconds']:.1f}")
            yield "　".join(part for part in (f"{sign} {name}", counted, seconds) if part)
            yield from (f"　　{problem}" for problem in step["detail"].get("problems", ()))
        if outcome.told["problems"]:
            yield self.tr("✗ 其他")
            yield from (f"　　{problem}" for problem in outcome.told["problems"])
        yield ""
        versions: Mapping[str, Any] = outcome.told["versions"]
        named = (
            (NAMES.get(name, name), value)
            for name, value in versions.items()
            if isinstance(value, str)
        )
        own = self.tr("批阅 {version}").format(version=outcome.told["version"])
        yield " · ".join((own, *(f"{name} {value}" for name, value in named)))
        yield str(outcome.told["system"]["platform"])

    def _counted(self, step: str, detail: Mapping[str, Any]) -> str:
        if step == "import" and "read" in detail:
            return self.tr("{count} 份样本").format(count=detail["read"])
        if step == "bring" and "files" in detail:
            return self.tr("{count} 份样本").format(count=len(detail["files"]))
        if step == "export" and "formats" in detail:
            return self.tr("{count} 种格式").format(count=detail["formats"])
        return ""

    def _names(self) -> dict[str, str]:
        return {
            "versions": self.tr("程序的各个部分"),
            "files": self.tr("程序的文件"),
            "resources": self.tr("手册、样本和词表"),
            "open": self.tr("新建报告库"),
            "import": self.tr("读入各种格式的报告"),
            "words": self.tr("分词和拼音"),
            "bring": self.tr("带进别的软件的批注"),
            "annotate": self.tr("标记、标签、批注和链接"),
            "undo": self.tr("撤销和重做"),
            "search": self.tr("检索"),
            "export": self.tr("导出各种格式并读回"),
            "backup": self.tr("备份"),
            "reopen": self.tr("关闭后重新打开"),
            "quit": self.tr("退出"),
        }

    def _set_ready(self, *, ready: bool) -> None:
        self.buttons["copy"].setEnabled(ready)
        self.buttons["copy"].set_label(self.tr("复制结果"))
        self.buttons["again"].setEnabled(ready)


class Listing(RingedText, QPlainTextEdit):
    """The lines, to be read and copied."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(12)
        self.setVerticalScrollBar(SlimBar(look, self))
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.dock)
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        self.setFont(self.look.font(13))
