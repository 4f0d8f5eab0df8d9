"""What this program is, which version, and under which licences it stands."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import __version__
from app.paths import PORTABLE_FOLDER
from app.ui.controls import Kind, Words
from app.ui.dialogs import Page, Prose
from app.ui.theme import Look

SIDE = 72


class Seal(QWidget):
    """The mark as a line drawing, for a light ground."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(SIDE), self.look.px(SIDE) + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        mark = self.look.pixmap("logo-line", self.look.text, SIDE)
        QPainter(self).drawPixmap((self.width() - self.look.px(SIDE)) // 2, 0, mark)


class AboutPage(Page):
    """The content of the sheet.

    Signals:
        notices_asked: the list of third-party software is wanted.
    """

    CHAPTER = "trouble"

    notices_asked = Signal()

    def __init__(self, look: Look, portable: Path | None = None) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.setSpacing(6)
        buttons: list[tuple[str, str, Kind]] = [
            ("copy", self.tr("复制版本信息"), "normal"),
            ("notices", self.tr("第三方软件…"), "normal"),
            ("close", self.tr("关闭"), "primary"),
        ]
        super().__init__(look, self.tr("关于批阅"), body, buttons)
        seal = Seal(look)
        seal.setFixedHeight(look.px(SIDE) + 8)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(seal)
        layout.addWidget(Words(look, self.tr("批阅"), px=18, bold=True, align=centre))
        version = self.tr("版本 {version}").format(version=__version__)
        layout.addWidget(Words(look, version, px=13, role="text2", align=centre))
        layout.addSpacing(8)
        layout.addWidget(
            Prose(
                look,
                self.tr(
                    "离线阅读、对照和批注法治政府建设年度报告。全部内容只存在这台电脑上，本软件不连接网络。"
                ),
            )
        )
        licences = self.tr(
            "本程序以 MIT 许可证发布，可以自由使用、复制、修改和分发，不提供担保。界面使用 Qt 与 PySide6"
            "（LGPL v3，可以换成您自己修改过的版本）。附带的全部第三方软件、许可证全文和替换 Qt 的方法，"
            "见“第三方软件”。"
        )
        layout.addWidget(Prose(look, licences, px=13, role="text2"))
        layout.addWidget(Words(look, technical(), px=12, role="text3", height=28))
        if portable is not None:
            where = self.tr("便携：设置和新报告库放在 {folder}").format(
                folder=portable / PORTABLE_FOLDER
            )
            layout.addWidget(Prose(look, where, px=12, role="text3"))
        layout.addStretch(1)

    def act(self, button: str) -> bool:
        """Do what a button of the footer says; False when the sheet is to be closed."""
        if button == "copy":
            words = self.tr("批阅 {version}").format(version=__version__)
            QGuiApplication.clipboard().setText(f"{words} · {technical()}")
            self.buttons["copy"].set_label(self.tr("已复制"))
        elif button == "notices":
            self.notices_asked.emit()
        return button in {"copy", "notices"}


def technical() -> str:
    """What a person who helps wants to know of this machine."""
    return f"Python {platform.python_version()} · Qt {qVersion()} · {platform.platform(terse=True)}"
