"""The sheet of keys: everything in the table of actions that has one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.ui.actions import SPECS, Actions, Spec, action_words, group_words
from app.ui.dialogs import Page
from app.ui.painting import draw_text, key_cap
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

ROW, HEAD = 28, 34


class KeyTable(QWidget):
    """Groups in two columns, painted; its description is the whole list as text."""

    def __init__(self, look: Look, actions: Actions) -> None:
        super().__init__()
        self.look, self._actions = look, actions
        self._groups: dict[str, list[Spec]] = {}
        for spec in SPECS:
            if spec.group and actions.key(spec.id):
                self._groups.setdefault(spec.group, []).append(spec)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(action_words("快捷键一览"))
        self.setAccessibleDescription(
            "\n".join(f"{actions.key(s.id)} {s.words()}" for s in SPECS if actions.key(s.id))
        )

    def _columns(self) -> list[list[tuple[str, list[Spec]]]]:
        """The groups, spread over two columns of about the same height."""
        columns: list[list[tuple[str, list[Spec]]]] = [[], []]
        heights = [0, 0]
        for name, specs in sorted(self._groups.items(), key=lambda g: -len(g[1])):
            shorter = heights.index(min(heights))
            columns[shorter].append((name, specs))
            heights[shorter] += HEAD + ROW * len(specs)
        return columns

    def sizeHint(self) -> QSize:
        heights = [sum(HEAD + ROW * len(s) + 10 for _, s in c) for c in self._columns()]
        return QSize(600, self.look.px(max(heights)))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look = QPainter(self), self.look
        width = self.width() / 2
        for number, groups in enumerate(self._columns()):
            x, y = number * width + 20, 0.0
            for name, specs in groups:
                head = QRectF(x, y, width - 40, look.px(HEAD))
                draw_text(p, look, head, group_words(name), 14, bold=True)
                y += look.px(HEAD)
                for spec in specs:
                    box = QRectF(x, y, width - 40, look.px(ROW))
                    used = key_cap(
                        p, look, box.right(), box.center().y(), self._actions.key(spec.id)
                    )
                    box.setWidth(box.width() - used - 8)
                    draw_text(p, look, box, spec.words().rstrip("…"), 13, look.text2)
                    y += look.px(ROW)
                y += look.px(10)


class KeysPage(Page):
    """The content of the sheet."""

    def __init__(self, look: Look, actions: Actions) -> None:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBar(SlimBar(look, area))
        area.setWidget(KeyTable(look, actions))
        area.viewport().setAutoFillBackground(False)
        area.widget().setAutoFillBackground(False)
        super().__init__(look, action_words("快捷键一览"), area, [])
