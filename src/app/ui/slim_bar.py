"""The scroll bar of lists and forms: a slim thumb without arrows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollBar, QWidget

from app.ui.theme import Look


class SlimBar(QScrollBar):
    """A scroll bar of 10 px; hand it to `setVerticalScrollBar` or `setHorizontalScrollBar`.

    A style sheet of its own, because one for the whole program does not reach
    the bars inside scroll areas (PySide 6.9.3) and would reach the overview bar.
    """

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        orientation: Qt.Orientation = Qt.Orientation.Vertical,
    ) -> None:
        super().__init__(orientation, parent)
        self.look = look
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        look = self.look
        thumb = look.thumb
        is_vertical = self.orientation() is Qt.Orientation.Vertical
        side, length = ("width", "height") if is_vertical else ("height", "width")
        rgba = f"rgba({thumb.red()},{thumb.green()},{thumb.blue()},{thumb.alpha()})"
        self.setStyleSheet(
            f"QScrollBar{{background:transparent;border:none;{side}:10px;margin:0}}"
            f"QScrollBar::handle{{background:{rgba};border-radius:3px;min-{length}:24px;margin:2px}}"
            f"QScrollBar::handle:hover{{background:{look.stroke.name()}}}"
            f"QScrollBar::add-line,QScrollBar::sub-line{{{length}:0}}"
            "QScrollBar::add-page,QScrollBar::sub-page{background:none}"
        )
