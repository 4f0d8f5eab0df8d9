"""What this program is, which version, and under which licences it stands."""

from __future__ import annotations

import platform

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import __version__
from app.ui.controls import Words
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
    """The content of the sheet."""

    def __init__(self, look: Look) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.setSpacing(6)
        super().__init__(look, self.tr("关于批阅"), body, [("close", self.tr("关闭"), "primary")])
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
            "程序以 MIT 许可证发布。界面使用 Qt 与 PySide6（LGPL v3），"
            "分词使用 jieba（MIT），拼音使用 pypinyin（MIT），读写文件使用 lxml、pypdfium2、"
            "openpyxl、python-docx。各自的许可证随程序附上。"
        )
        layout.addWidget(Prose(look, licences, px=13, role="text2"))
        technical = f"Python {platform.python_version()} · Qt {qVersion()} · {platform.system()}"
        layout.addWidget(Words(look, technical, px=12, role="text3", height=28))
        layout.addStretch(1)
